namespace PaperFigures.Pictures;

/// <summary>How a series is drawn.</summary>
internal enum Mark
{
    /// <summary>A line, with a band where there are bounds.</summary>
    Line,

    /// <summary>A dashed line.</summary>
    Dashes,

    /// <summary>Points.</summary>
    Points,

    /// <summary>Crosses.</summary>
    Crosses,

    /// <summary>One large marker for each point.</summary>
    Star,

    /// <summary>Bars from zero, centred at x.</summary>
    Bars,
}

/// <summary>Numbers that belong together: what a panel draws, and what its CSV file holds.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Ascending where it is a line.</param>
/// <param name="Y">As many.</param>
/// <param name="Mark">How it is drawn.</param>
internal sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, Mark Mark = Mark.Line)
{
    /// <summary>A colour beyond the palette, for levels that are no method's.</summary>
    public const int Black = -1;

    /// <summary>Another one.</summary>
    public const int Grey = -2;

    /// <summary>The band's lower edge, over seeds; null for no band.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>The band's upper edge.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Which colour of the palette; series that belong together share one.</summary>
    public int Color { get; init; }

    /// <summary>The mean and the range of several lines over the same places.</summary>
    public static Series Band(string name, IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> lines, int color, Mark mark = Mark.Line) =>
        new(name, x, Over(lines, Enumerable.Average), mark)
        {
            Low = Over(lines, Enumerable.Min),
            High = Over(lines, Enumerable.Max),
            Color = color,
        };

    private static double[] Over(IReadOnlyList<IReadOnlyList<double>> lines, Func<IEnumerable<double>, double> measure) =>
        [.. Enumerable.Range(0, lines[0].Count).Select(i => measure(lines.Select(line => line[i])))];
}
