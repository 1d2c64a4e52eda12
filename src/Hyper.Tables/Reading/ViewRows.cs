using Microsoft.ML;

namespace Hyper.Tables.Reading;

/// <summary>Rows of an ML.NET view, such as a DataFrame.</summary>
internal sealed class ViewRows : RowSource
{
    private readonly DataViewRowCursor cursor;
    private readonly string[] names;
    private readonly Func<string>[] cells;
    private long row;

    /// <summary>Opens a view.</summary>
    /// <param name="view">The view.</param>
    /// <exception cref="HyperDslException">A column has cells that are no single values.</exception>
    public ViewRows(IDataView view)
    {
        var columns = view.Schema.Where(column => !column.IsHidden).ToArray();
        names = [.. columns.Select(column => column.Name)];
        RequireNames(Name, names);
        cursor = view.GetRowCursor(columns);
        cells = [.. columns.Select(column => ViewCell.TextOf(cursor, column) ?? throw new HyperDslException(
            $"'{Name}', column '{column.Name}': it is of the type {column.Type}; a table has one number, word, date or truth value a cell. Leave the column out, or use ToDataset."))];
    }

    /// <inheritdoc/>
    public override string Name => "the view";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => names;

    /// <inheritdoc/>
    public override string Place => FormattableString.Invariant($"row {row}");

    /// <inheritdoc/>
    public override bool Read()
    {
        row++;
        return cursor.MoveNext();
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Cell(int column) => cells[column]();

    /// <inheritdoc/>
    public override void Dispose() => cursor.Dispose();
}
