namespace Hyper.Benchmarks;

/// <summary>Ratios of pairs that were measured one after the other.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    public static Spread Of(IReadOnlyList<double> values) => new(MedianOf(values), values.Min(), values.Max());

    /// <summary>The ratios of one list to the other, round by round; null where one of them is empty.</summary>
    public static Spread? OfRatios(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators) =>
        numerators.Count == 0 || denominators.Count == 0 ? null : Of([.. numerators.Zip(denominators, (over, under) => over / under)]);

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
