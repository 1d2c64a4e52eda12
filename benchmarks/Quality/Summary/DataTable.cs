using System.Globalization;

namespace Hyper.Quality;

/// <summary>The test losses of the shipped models, a row for each table of data.</summary>
internal static class DataTable
{
    public static SummaryTable Of(MeasuredCells cells)
    {
        string[] methods = [.. cells.Methods];
        return new(
            "tables",
            "Test loss of the shipped model: medians over the seeds.",
            ["table", "seeds", .. methods],
            [.. cells.All.GroupBy(cell => cell.Table).OrderBy(found => found.Key, StringComparer.Ordinal).Select(found => (string[])
            [
                found.Key,
                found.Select(cell => cell.Seed).Distinct().Count().ToString(CultureInfo.InvariantCulture),
                .. methods.Select(name => Text([.. from cell in found where cell.Method == name && cell.ShippedTest is not null select cell.ShippedTest!.Value])),
            ])]);
    }

    private static string Text(double[] losses) => losses.Length == 0 ? "–" : Ratio.Median(losses).ToString("F4", CultureInfo.InvariantCulture);
}
