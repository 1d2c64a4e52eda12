namespace Hyper.Tables.Reading;

/// <summary>Rows of a table, one after another, each cell as text: all kinds of files, and views in memory, are read alike.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>What errors call the source.</summary>
    public abstract string Name { get; }

    /// <summary>The columns. Where there is no header, and where it names nothing, they are column1, column2 and so on.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Where the current row is, as a message says it, such as <c>line 12</c>.</summary>
    public abstract string Place { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="HyperDslException">What comes next is no row.</exception>
    public abstract bool Read();

    /// <summary>A cell of the current row. It is valid until the next call.</summary>
    /// <param name="column">The column, counted from 0.</param>
    public abstract ReadOnlySpan<char> Cell(int column);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>A fault of a cell of the current row.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="what">What was found, what was expected.</param>
    public HyperDslException At(string column, string what) => new($"'{Name}', {Place}, column '{column}': {what}.");

    /// <summary>The name of a column that has none.</summary>
    /// <param name="index">The column, counted from 0.</param>
    public static string Unnamed(int index) => FormattableString.Invariant($"column{index + 1}");

    /// <summary>Makes sure that each column has its own name.</summary>
    protected static void RequireNames(string name, IReadOnlyList<string> columns)
    {
        if (columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new HyperDslException($"'{name}': more than one column is called '{twice.Key}'; each needs its own name.");
        }
    }
}
