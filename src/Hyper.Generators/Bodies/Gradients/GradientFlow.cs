using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Gradients;

/// <summary>What a value answers to: by ways that gradients pass, and by ways that a cut has closed to them.</summary>
internal sealed record GradientFlow
{
    public static readonly GradientFlow None = new();

    /// <summary>A value that may answer to anything: nothing can be said of what it is part of.</summary>
    public static readonly GradientFlow Unknown = new() { IsUnknown = true };

    private ImmutableHashSet<ISymbol> _open = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);
    private ImmutableHashSet<SourceCut> _cut = [];

    public bool IsUnknown { get; private init; }

    /// <summary>Layers, outputs and hyperparameters that gradients reach from the value.</summary>
    public IEnumerable<ISymbol> Open => _open;

    /// <summary>What the value is computed from, beyond a cut.</summary>
    public IEnumerable<SourceCut> Cut => _cut;

    public static GradientFlow From(ISymbol source) => new() { _open = None._open.Add(source) };

    public bool IsOpen(ISymbol source) => _open.Contains(source);

    public GradientFlow With(GradientFlow other) => ReferenceEquals(other, None) || ReferenceEquals(other, this) ? this : new()
    {
        _open = _open.Union(other._open),
        _cut = _cut.Union(other._cut),
        IsUnknown = IsUnknown || other.IsUnknown,
    };

    /// <summary>The value behind a cut. A hyperparameter's own gradient matters to few algorithms; that it becomes one number, to nearly all.</summary>
    public GradientFlow Behind(GradientCut cut, Func<ISymbol, bool> isHyperparameter)
    {
        var stopped = _open.Where(source => cut.MakesNumber || !isHyperparameter(source)).ToList();
        return new() { _open = _open.Except(stopped), _cut = _cut.Union(stopped.Select(source => new SourceCut(source, cut))), IsUnknown = IsUnknown };
    }

    /// <summary>The value as a number or anything else that is no tensor: what is open does not reach it.</summary>
    public GradientFlow WithoutTensors() => new() { _cut = _cut, IsUnknown = IsUnknown };

    public bool SameAs(GradientFlow other) => IsUnknown == other.IsUnknown && _open.SetEquals(other._open) && _cut.SetEquals(other._cut);
}

/// <summary>A source and the cut that closes the way to it.</summary>
internal readonly record struct SourceCut(ISymbol Source, GradientCut Cut)
{
    public bool Equals(SourceCut other) => SymbolEqualityComparer.Default.Equals(Source, other.Source) && Cut == other.Cut;

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Source) ^ Cut.GetHashCode();
}
