using System.Globalization;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Reading;

/// <summary>Reads the cells of a column: text in, a number out, as <see cref="ITableRow{TSelf}.Value"/> means it.</summary>
internal sealed class CellReader
{
    private const int MostShown = 40;

    private readonly TableColumn column;
    private readonly string[] marks;
    private readonly char decimalMark;
    private readonly bool mayBeMissing;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> words;

    /// <summary>A reader for a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="file">How the file is written.</param>
    /// <param name="mayBeMissing">Whether a cell may be missing, whatever the schema says: that of a target.</param>
    public CellReader(TableColumn column, TableFile file, bool mayBeMissing)
    {
        this.column = column;
        this.mayBeMissing = mayBeMissing || column.MayBeMissing;
        marks = [.. file.Missing];
        decimalMark = file.Decimal;
        words = column.Words.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many cells were outside of the schema's range.</summary>
    public long OutsideCount { get; private set; }

    /// <summary>The first of them, and where it is.</summary>
    public (string Place, double Value) FirstOutside { get; private set; }

    /// <summary>How many words the schema does not know, and takes for missing.</summary>
    public long UnknownCount { get; private set; }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="row">The row that it is of.</param>
    /// <returns>Its number; NaN where it is missing.</returns>
    /// <exception cref="HyperDslException">It does not fit the schema.</exception>
    public double Read(ReadOnlySpan<char> cell, RowSource row)
    {
        if (IsMark(cell))
        {
            return mayBeMissing ? double.NaN : throw row.At(
                column.Name, $"{(cell.Length == 0 ? "the cell is empty" : $"{Quote(cell)} stands for a missing cell")}, and by the schema no cell of this column is missing; fill it in, or write \"missing\": 1 (as many as there are) there and build anew");
        }

        return column.Kind switch
        {
            ColumnKind.Number => InRange(Number(cell, row), row),
            ColumnKind.Date => InRange(Date(cell, row), row),
            _ => Word(cell, row),
        };
    }

    /// <summary>Whether a cell is missing.</summary>
    public bool IsMark(ReadOnlySpan<char> cell)
    {
        foreach (var mark in marks)
        {
            if (cell.SequenceEqual(mark))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a number.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="decimalMark">The decimal mark, a point or a comma.</param>
    /// <param name="value">The number, finite.</param>
    public static bool TryNumber(ReadOnlySpan<char> cell, char decimalMark, out double value)
    {
        const NumberStyles Style = NumberStyles.Float;
        if (decimalMark == ',' && cell.ContainsAny('.', ','))
        {
            Span<char> point = stackalloc char[MostShown];
            if (cell.Length > point.Length || cell.Contains('.'))
            {
                value = 0;
                return false;
            }

            cell.Replace(point, ',', '.');
            return double.TryParse(point[..cell.Length], Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }

        return double.TryParse(cell, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private double Number(ReadOnlySpan<char> cell, RowSource row) => TryNumber(cell, decimalMark, out var value)
        ? value
        : throw row.At(column.Name, $"{Quote(cell)} is no number; one such as {(decimalMark == '.' ? "1234.5" : "1234,5")} is expected{Marks()}");

    private double Date(ReadOnlySpan<char> cell, RowSource row) => CellDate.TryParse(cell, column.Format, out var days)
        ? days
        : throw row.At(column.Name, $"{Quote(cell)} is no date; one written as {column.Format ?? "2026-01-31"} is expected{Marks()}");

    private double Word(ReadOnlySpan<char> cell, RowSource row)
    {
        if (words.TryGetValue(cell, out var index))
        {
            return index;
        }

        if (column.Unknown == UnknownWord.Missing)
        {
            UnknownCount++;
            return double.NaN;
        }

        var known = column.Words.Count <= 10 ? SchemaNames.Shown(column.Words) : FormattableString.Invariant($"{column.Words.Count} words such as {SchemaNames.Shown(column.Words.Take(3))}");
        throw row.At(column.Name, $"{Quote(cell)} is a word that the schema does not know; it knows {known}. Add it to the schema and build anew, or write \"unknown\": \"missing\" there");
    }

    private double InRange(double value, RowSource row)
    {
        if ((value < column.Min || value > column.Max) && OutsideCount++ == 0)
        {
            FirstOutside = (row.Place, value);
        }

        return value;
    }

    private string Marks() => marks.Any(mark => mark.Length > 0) ? $", or {string.Join(" or ", marks.Where(mark => mark.Length > 0).Select(mark => $"'{mark}'"))} for a missing one" : "";

    private static string Quote(ReadOnlySpan<char> cell) => $"'{Runtime.Files.ShownText.Of(cell[..Math.Min(cell.Length, MostShown)].ToString())}{(cell.Length > MostShown ? "…" : "")}'";
}
