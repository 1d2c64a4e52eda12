namespace PaperFigures.Pictures;

/// <summary>One pair of axes of a figure.</summary>
/// <param name="Name">The name of its CSV file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Horizontal">What is along the horizontal axis, with its unit.</param>
/// <param name="Vertical">What is along the vertical axis.</param>
/// <param name="Series">What is drawn, the first below the others.</param>
internal sealed record Panel(string Name, string Title, string Horizontal, string Vertical, IReadOnlyList<Series> Series)
{
    /// <summary>A function of both axes below the series; null for none.</summary>
    public Surface? Surface { get; init; }

    /// <summary>Boxes and arrows instead of axes; null for axes.</summary>
    public Diagram? Diagram { get; init; }

    /// <summary>The vertical axis from and to; null for what the series span.</summary>
    public (double From, double To)? Range { get; init; }

    /// <summary>The horizontal axis from and to; null for what the series span.</summary>
    public (double From, double To)? Span { get; init; }

    /// <summary>Vertical lines: places that matter.</summary>
    public IReadOnlyList<(double X, string Name)> Places { get; init; } = [];

    /// <summary>Where the legend is; null for none.</summary>
    public ScottPlot.Alignment? Legend { get; init; } = ScottPlot.Alignment.UpperRight;
}

/// <summary>A function of two variables on a grid.</summary>
/// <param name="X">Ascending.</param>
/// <param name="Y">Ascending.</param>
/// <param name="Values">A row for each y, a column for each x.</param>
internal sealed record Surface(IReadOnlyList<double> X, IReadOnlyList<double> Y, double[,] Values);
