using System.Globalization;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>
/// The size of one dimension: a number, or a multiple of a size that is not known. Two unknown sizes are the same size
/// only where they have the same symbol.
/// </summary>
/// <param name="Factor">The number, or how many times the symbol.</param>
/// <param name="Symbol">What is unknown, by its identity; null for a number.</param>
internal readonly record struct Dim(long Factor, object? Symbol)
{
    private static readonly object RowsSymbol = new();

    /// <summary>The number of rows of the batch that the model is given.</summary>
    public static Dim Rows { get; } = new(1, RowsSymbol);

    public bool IsNumber => Symbol is null;

    public bool IsOfRows => ReferenceEquals(Symbol, RowsSymbol);

    public static Dim Of(long size) => new(size, null);

    /// <summary>A size of which nothing is known, not even whether it is that of another dimension.</summary>
    public static Dim Fresh() => new(1, new object());

    /// <summary>Whether both are numbers, and not the same.</summary>
    public static bool Differ(Dim one, Dim other) => one.IsNumber && other.IsNumber && one.Factor != other.Factor;

    public string Text()
    {
        var factor = Factor.ToString(CultureInfo.InvariantCulture);
        return IsNumber ? factor : !IsOfRows ? "?" : Factor == 1 ? "rows" : $"{factor}·rows";
    }
}
