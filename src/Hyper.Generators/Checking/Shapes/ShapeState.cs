using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking.Shapes;

/// <summary>What is known at one place of the code: the values of variables, and whether the place is reached.</summary>
internal sealed class ShapeState
{
    private readonly Dictionary<ISymbol, ShapeValue> _values;

    public ShapeState()
        : this(new Dictionary<ISymbol, ShapeValue>(SymbolEqualityComparer.Default))
    {
    }

    private ShapeState(Dictionary<ISymbol, ShapeValue> values) => _values = values;

    /// <summary>Whether the code has returned, thrown or jumped before.</summary>
    public bool IsDead { get; set; }

    /// <summary>Whether it is dead because it threw.</summary>
    public bool HasThrown { get; set; }

    /// <summary>
    /// Whether some inputs have left the code before, by a condition on values that are not known: what is wrong here may
    /// be wrong for those alone.
    /// </summary>
    public bool IsNarrowed { get; set; }

    public ShapeValue this[ISymbol symbol]
    {
        get => _values.TryGetValue(symbol, out var value) ? value : ShapeValue.Unknown;
        set => _values[symbol] = value;
    }

    public ShapeState Clone() => new(new Dictionary<ISymbol, ShapeValue>(_values, SymbolEqualityComparer.Default)) { IsDead = IsDead, HasThrown = HasThrown, IsNarrowed = IsNarrowed };

    public void Forget(IEnumerable<ISymbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            _values.Remove(symbol);
        }
    }

    /// <summary>What is true after either of two ways.</summary>
    public static ShapeState Join(ShapeState one, ShapeState other)
    {
        if (one.IsDead || other.IsDead)
        {
            return one.IsDead ? other : one;
        }

        var values = new Dictionary<ISymbol, ShapeValue>(SymbolEqualityComparer.Default);
        foreach (var pair in one._values)
        {
            if (other._values.TryGetValue(pair.Key, out var value))
            {
                values[pair.Key] = ShapeValue.Join(pair.Value, value);
            }
        }

        return new ShapeState(values) { IsNarrowed = one.IsNarrowed || other.IsNarrowed };
    }
}
