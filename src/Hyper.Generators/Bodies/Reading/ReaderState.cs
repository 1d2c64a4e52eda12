using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>What is known at one place of a body: what its variables hold, and whether the place is reached.</summary>
internal sealed class ReaderState
{
    private readonly Dictionary<ISymbol, Value> _variables;

    public ReaderState()
        : this(new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default))
    {
    }

    private ReaderState(Dictionary<ISymbol, Value> variables) => _variables = variables;

    /// <summary>Whether the code has returned, thrown or jumped before.</summary>
    public bool IsDead { get; set; }

    /// <summary>Whether it is dead because it threw.</summary>
    public bool HasThrown { get; set; }

    /// <summary>
    /// Whether some inputs have left the code before, by a condition on values that are not known: what is wrong here may
    /// be wrong for those alone.
    /// </summary>
    public bool IsNarrowed { get; set; }

    public Value? this[ISymbol variable]
    {
        get => _variables.TryGetValue(variable, out var value) ? value : null;
        set
        {
            if (value is null)
            {
                _variables.Remove(variable);
            }
            else
            {
                _variables[variable] = value;
            }
        }
    }

    public ReaderState Clone() => new(new Dictionary<ISymbol, Value>(_variables, SymbolEqualityComparer.Default)) { IsDead = IsDead, HasThrown = HasThrown, IsNarrowed = IsNarrowed };

    /// <summary>Has every variable that holds one value hold another one: the tensor behind both has changed.</summary>
    public void Exchange(Value old, Value @new)
    {
        foreach (var variable in _variables.Where(pair => ReferenceEquals(pair.Value, old)).Select(pair => pair.Key).ToList())
        {
            _variables[variable] = @new;
        }
    }

    /// <summary>What is true after either of two ways.</summary>
    /// <param name="one">The state after one way.</param>
    /// <param name="other">The state after the other.</param>
    /// <param name="merge">Makes one value of a variable's two.</param>
    public static ReaderState Join(ReaderState one, ReaderState other, Func<ISymbol, Value, Value, Value> merge)
    {
        if (one.IsDead || other.IsDead)
        {
            return one.IsDead ? other : one;
        }

        var variables = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (var pair in one._variables)
        {
            if (other._variables.TryGetValue(pair.Key, out var value))
            {
                variables[pair.Key] = ReferenceEquals(pair.Value, value) ? value : merge(pair.Key, pair.Value, value);
            }
        }

        return new ReaderState(variables) { IsNarrowed = one.IsNarrowed || other.IsNarrowed };
    }
}
