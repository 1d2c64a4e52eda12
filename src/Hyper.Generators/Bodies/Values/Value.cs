using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>
/// What one expression of a body is: the language that bodies are read into. Values stand in the order in which C#
/// computes them; what one depends on stands before it, but for what a loop brings back.
/// </summary>
/// <param name="site">Where it is written; null for what no expression says, such as a parameter.</param>
/// <param name="type">Its C# type, where C# gives it one.</param>
internal abstract class Value(IOperation? site, ITypeSymbol? type)
{
    public IOperation? Site { get; } = site;

    public ITypeSymbol? Type { get; } = type;

    /// <summary>The place in the order of computation.</summary>
    public int Index { get; set; }

    /// <summary>The part of the body that it is computed in.</summary>
    public Region Region { get; set; } = Region.Whole;

    /// <summary>Whether it is computed whatever the inputs are: what is wrong with it is wrong for all of them.</summary>
    public bool IsCertain { get; set; }

    /// <summary>The innermost <c>no_grad</c> or the like that it is computed under; null where there is none.</summary>
    public NoGradScope? Scope { get; set; }

    /// <summary>What it is computed from.</summary>
    public abstract IEnumerable<Value> Inputs { get; }

    /// <summary>Whether it is a tensor of TorchSharp's.</summary>
    public bool IsTensor => Type is { } type && Symbols.TorchSymbols.IsTensor(type);
}
