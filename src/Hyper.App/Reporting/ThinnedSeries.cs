namespace Hyper.App.Reporting;

/// <summary>A curve with no more points than a chart has room for. A point that stands for several has their mean, and their range.</summary>
/// <param name="X">Where: the last of those that a point stands for.</param>
/// <param name="Y">Their mean.</param>
/// <param name="Low">The smallest; null where no point stands for several.</param>
/// <param name="High">The largest; null where no point stands for several.</param>
internal sealed record ThinnedSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double>? Low, IReadOnlyList<double>? High)
{
    /// <summary>What a chart has room for.</summary>
    public const int MostPoints = 400;

    /// <summary>Thins a curve.</summary>
    /// <param name="points">Its points, ascending; those that are no numbers are left out.</param>
    public static ThinnedSeries Of(IEnumerable<(double X, double? Y)> points)
    {
        var all = points.Where(point => point.Y is { } y && double.IsFinite(y)).Select(point => (point.X, Y: point.Y!.Value)).ToList();
        if (all.Count <= MostPoints)
        {
            return new([.. all.Select(point => point.X)], [.. all.Select(point => point.Y)], null, null);
        }

        var parts = Enumerable.Range(0, MostPoints)
            .Select(i => all[(int)((long)i * all.Count / MostPoints)..(int)((long)(i + 1) * all.Count / MostPoints)])
            .ToList();
        return new(
            [.. parts.Select(part => part[^1].X)],
            [.. parts.Select(part => part.Average(point => point.Y))],
            [.. parts.Select(part => part.Min(point => point.Y))],
            [.. parts.Select(part => part.Max(point => point.Y))]);
    }

    /// <summary>At most so many indices of a list, the first and the last among them.</summary>
    /// <param name="count">The length of the list.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<int> Indices(int count, int most) =>
        count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most).Select(i => (int)Math.Round((double)i * (count - 1) / (most - 1)))];
}
