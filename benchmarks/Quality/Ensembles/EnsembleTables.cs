using System.Globalization;

namespace Hyper.Quality;

/// <summary>What the ensembles came to, all tables together and table by table.</summary>
internal static class EnsembleTables
{
    /// <summary>The tables of the page.</summary>
    public static IReadOnlyList<SummaryTable> Of(IReadOnlyList<EnsembleRow> rows) => [Variants(rows), ByTable([.. rows.Where(row => row.Variant == EnsembleBenchmark.Variants.Keys.First())])];

    private static SummaryTable Variants(IReadOnlyList<EnsembleRow> rows) => new(
        "ensembles",
        "Losses: of each table the median ratio over its seeds; the geometric mean over the tables, and the worst table in brackets. Errors: tables on which the mean over the seeds is lower.",
        ["run", "ensemble", "models", "loss", "Brier", "accuracy, points", "ECE lower", "adaptive ECE lower"],
        [.. rows.GroupBy(row => (row.Method, row.Variant)).Select(group => (IReadOnlyList<string>)[
            group.Key.Method,
            group.Key.Variant,
            Text(group.Average(row => row.Models), "F1"),
            Ratios(group, judged => judged.Loss),
            Ratios(group.Where(row => row.Single.Brier is not null), judged => judged.Brier!.Value),
            Text(100 * group.Where(row => row.Single.Accuracy is not null).Average(row => row.Ensemble.Accuracy!.Value - row.Single.Accuracy!.Value), "+0.00;-0.00"),
            Lower(group, judged => judged.Error),
            Lower(group, judged => judged.AdaptiveError),
        ])]);

    private static SummaryTable ByTable(IReadOnlyList<EnsembleRow> rows) => new(
        "ensemble-tables",
        "Means over the seeds, of the run's own model and of the ensemble.",
        ["run", "table", "seeds", "loss", "ratio", "ECE", "adaptive ECE"],
        [.. rows.GroupBy(row => (row.Method, row.Table)).Select(group => (IReadOnlyList<string>)[
            group.Key.Method,
            group.Key.Table,
            Text(group.Count(), "F0"),
            Pair(group, judged => judged.Loss),
            Text(Ratio.Median([.. group.Select(row => row.Ensemble.Loss / row.Single.Loss)]), "F3"),
            Pair(group, judged => judged.Error),
            Pair(group, judged => judged.AdaptiveError),
        ])]);

    private static string Ratios(IEnumerable<EnsembleRow> rows, Func<Judged, double> value) => new Ratio(
        rows.GroupBy(row => row.Table).ToDictionary(group => group.Key, group => Ratio.Median([.. group.Select(row => value(row.Ensemble) / value(row.Single))]))).ToString();

    private static string Lower(IEnumerable<EnsembleRow> rows, Func<Judged, double?> value)
    {
        var tables = rows.Where(row => value(row.Single) is not null).GroupBy(row => row.Table).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{tables.Count(group => group.Average(row => value(row.Ensemble)) < group.Average(row => value(row.Single)))} of {tables.Count}");
    }

    private static string Pair(IEnumerable<EnsembleRow> rows, Func<Judged, double?> value) => rows.All(row => value(row.Single) is not null)
        ? $"{Text(rows.Average(row => value(row.Single)!.Value), "F4")}, {Text(rows.Average(row => value(row.Ensemble)!.Value), "F4")}"
        : "–";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
