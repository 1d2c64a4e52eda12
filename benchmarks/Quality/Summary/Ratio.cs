using System.Globalization;

namespace Hyper.Quality;

/// <summary>Ratios of one kind over the tables: of each table the median over its seeds.</summary>
/// <param name="ByTable">A table's name and its ratio.</param>
internal sealed record Ratio(IReadOnlyDictionary<string, double> ByTable)
{
    /// <summary>The geometric mean over the tables; not a number where there are none.</summary>
    public double Mean => ByTable.Count == 0 ? double.NaN : Math.Exp(ByTable.Values.Average(Math.Log));

    /// <summary>The largest.</summary>
    public double Worst => ByTable.Count == 0 ? double.NaN : ByTable.Values.Max();

    /// <summary>Ratios of pairs of cells with the same table and seed; what is no positive number is left out.</summary>
    public static Ratio Of(IEnumerable<CellRecord> cells, IEnumerable<CellRecord> others, Func<CellRecord, double?> value, Func<CellRecord, double?> other) => new(
        (from cell in cells
         join paired in others on (cell.Table, cell.Seed) equals (paired.Table, paired.Seed)
         let ratio = value(cell) / other(paired)
         where ratio is { } number && double.IsFinite(number) && number > 0
         group ratio.Value by cell.Table)
        .ToDictionary(group => group.Key, group => Median([.. group])));

    /// <summary>The middle of numbers; of an even count the mean of the two in the middle.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The mean, and the worst table's in brackets.</summary>
    public override string ToString() =>
        ByTable.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ({Worst:F2})");
}
