namespace PaperFigures.Figures;

/// <summary>Evenly spaced numbers.</summary>
internal static class Grid
{
    /// <summary>So many numbers from one to another, both included.</summary>
    public static double[] Between(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1)))];

    /// <summary>Where on the grid a function is lowest.</summary>
    public static double Lowest(IReadOnlyList<double> grid, IReadOnlyList<double> values) =>
        grid[Enumerable.Range(0, grid.Count).MinBy(i => values[i])];
}
