using System.Globalization;

namespace Hyper.Quality;

/// <summary>What a weight decay for each weight is worth against one for each layer.</summary>
internal static class PerWeightTable
{
    public static SummaryTable Of(MeasuredCells cells)
    {
        var validation = cells.Ratio(Method.PerWeight, Method.Joint, cell => cell.Validation);
        var test = cells.Ratio(Method.PerWeight, Method.Joint, cell => cell.Test);
        var shipped = cells.Ratio(Method.PerWeight, Method.Joint, cell => cell.ShippedTest);
        return new(
            "per-weight",
            $"Ratios of {Method.PerWeight} to {Method.Joint}: medians over the seeds, and their geometric mean.",
            ["table", "validation in hand", "test in hand", "test shipped"],
            [
                .. shipped.ByTable.Keys.Select(table => (string[])[table, Text(validation.ByTable.GetValueOrDefault(table, double.NaN)), Text(test.ByTable.GetValueOrDefault(table, double.NaN)), Text(shipped.ByTable[table])]),
                .. shipped.ByTable.Count == 0 ? Array.Empty<string[]>() : [["all", Text(validation.Mean), Text(test.Mean), Text(shipped.Mean)]],
            ]);
    }

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("F3", CultureInfo.InvariantCulture);
}
