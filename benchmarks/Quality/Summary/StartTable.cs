using System.Globalization;

namespace Hyper.Quality;

/// <summary>Whether it matters where a run starts.</summary>
internal static class StartTable
{
    private const double Near = 1.10;

    public static SummaryTable Of(MeasuredCells cells) => new(
        "starts",
        "Validation loss in hand of a run from a far start over that of the run from the initial values, cell by cell.",
        ["method", "within 1.10", "geometric mean", "worst", "worst cell"],
        [.. cells.Starts.Select(name => Row(cells, name))]);

    private static string[] Row(MeasuredCells cells, string name)
    {
        var near = cells.Of(name[..name.IndexOf('@', StringComparison.Ordinal)]).ToLookup(cell => (cell.Table, cell.Seed));

        // A far start without a loss, or with one that is not finite, is as far as can be.
        var ratios = (
            from cell in cells.Of(name)
            from paired in near[(cell.Table, cell.Seed)]
            where paired.Validation is not null
            let ratio = cell.Validation / paired.Validation ?? double.PositiveInfinity
            select (Ratio: double.IsNaN(ratio) ? double.PositiveInfinity : ratio, Cell: cell)).ToList();
        if (ratios.Count == 0)
        {
            return [name, "–", "–", "–", "–"];
        }

        var worst = ratios.MaxBy(pair => pair.Ratio);
        return
        [
            name,
            string.Create(CultureInfo.InvariantCulture, $"{ratios.Count(pair => pair.Ratio <= Near)} of {ratios.Count}"),
            Text(Math.Exp(ratios.Average(pair => Math.Log(pair.Ratio)))),
            Text(worst.Ratio),
            string.Create(CultureInfo.InvariantCulture, $"{worst.Cell.Table}, seed {worst.Cell.Seed}"),
        ];
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("F3", CultureInfo.InvariantCulture) : "no loss";
}
