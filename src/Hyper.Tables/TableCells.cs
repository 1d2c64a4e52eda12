using Hyper.Tables.Schema;

namespace Hyper.Tables;

/// <summary>Typed cells as numbers, and back; generated code calls this. A missing cell is NaN as a number, and null as anything else.</summary>
public static class TableCells
{
    /// <summary>The number of a word.</summary>
    /// <param name="word">Its place among the words of its column, from 0.</param>
    public static double Of(int? word) => word ?? double.NaN;

    /// <summary>The number of a day and time.</summary>
    /// <param name="date">The date, whose kind is not looked at.</param>
    /// <returns>Days since 1970-01-01.</returns>
    public static double Of(DateTime? date) => date is { } known ? CellDate.Days(known) : double.NaN;

    /// <summary>The number of a word that has no enum.</summary>
    /// <param name="word">The word.</param>
    /// <param name="schema">The table's schema.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="HyperDslException">The column has no such word, and does not take unknown words for missing ones.</exception>
    public static double Of(string? word, TableSchema schema, string column)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return word is null ? double.NaN : schema.PlaceOf(word, column);
    }

    /// <summary>A number.</summary>
    /// <param name="value">The number, or NaN.</param>
    public static double? Number(double value) => double.IsNaN(value) ? null : value;

    /// <summary>A date.</summary>
    /// <param name="value">Days since 1970-01-01, or NaN.</param>
    public static DateTime? Date(double value) => double.IsNaN(value) ? null : CellDate.Time(value);

    /// <summary>The place of a word.</summary>
    /// <param name="value">The place, or NaN.</param>
    public static int? Word(double value) => double.IsNaN(value) ? null : (int)value;

    /// <summary>A word that has no enum.</summary>
    /// <param name="value">Its place, or NaN.</param>
    /// <param name="schema">The table's schema.</param>
    /// <param name="column">The column.</param>
    public static string? Word(double value, TableSchema schema, string column)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return double.IsNaN(value) ? null : schema.ColumnOf(column).Words[(int)value];
    }

    /// <summary>The place of the largest of several numbers, the first where there are several.</summary>
    /// <param name="outputs">The numbers, at least one.</param>
    public static int Largest(ReadOnlySpan<double> outputs)
    {
        var largest = 0;
        for (var i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[largest])
            {
                largest = i;
            }
        }

        return largest;
    }
}
