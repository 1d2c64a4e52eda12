using ScottPlot;
using ScottPlot.Plottables;

namespace PaperFigures.Pictures;

/// <summary>Draws one panel.</summary>
internal static class PanelPlot
{
    private const byte BandOpacity = 50;
    private const int Contours = 14;

    // What Linux, where continuous integration runs, has; elsewhere the library takes its default instead.
    private const string Font = "DejaVu Sans";

    // As many as a panel has methods, far enough apart to be told.
    private static readonly Color[] Palette =
    [
        .. from hex in (string[])["#1f77b4", "#d62728", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#e377c2", "#17becf", "#bcbd22", "#393b79", "#637939"]
           select Color.FromHex(hex),
    ];

    public static void Draw(Plot plot, Panel panel)
    {
        plot.Font.Set(Font);
        plot.Title(panel.Title, size: 15);
        if (panel.Diagram is { } diagram)
        {
            DiagramPlot.Draw(plot, diagram);
            return;
        }

        plot.XLabel(panel.Horizontal, size: 13);
        plot.YLabel(panel.Vertical, size: 13);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        if (panel.Surface is { } surface)
            DrawSurface(plot, surface);
        foreach (Series series in panel.Series)
            Draw(plot, series);
        foreach ((double x, string name) in panel.Places)
        {
            VerticalLine line = plot.Add.VerticalLine(x, width: 1.5f, color: Colors.Black, pattern: LinePattern.Dotted);
            line.LegendText = name;
        }

        plot.Axes.AutoScale();
        if (panel.Range is { } range)
            plot.Axes.SetLimitsY(range.From, range.To);
        if (panel.Span is { } span)
            plot.Axes.SetLimitsX(span.From, span.To);
        if (panel.Legend is { } place && panel.Series.Any(series => series.Name.Length > 0))
        {
            Legend legend = plot.ShowLegend(place);
            legend.FontSize = 11;
            legend.ShadowColor = Colors.Transparent;
            legend.BackgroundColor = Colors.White.WithAlpha(0.85);
        }
        else
        {
            plot.HideLegend();
        }
    }

    private static void Draw(Plot plot, Series series)
    {
        Color color = series.Color switch
        {
            Series.Black => Colors.Black,
            Series.Grey => Colors.Gray,
            _ => Palette[series.Color % Palette.Length],
        };
        if (series is { Low: { } low, High: { } high })
        {
            FillY band = plot.Add.FillY([.. series.X], [.. low], [.. high]);
            band.FillColor = color.WithAlpha(BandOpacity);
            band.LineWidth = 0;
            band.MarkerSize = 0;
        }

        if (series.Mark == Mark.Bars)
        {
            DrawBars(plot, series, color);
            return;
        }

        Scatter scatter = plot.Add.Scatter(series.X.ToArray(), series.Y.ToArray(), color);
        scatter.LegendText = series.Name;
        (scatter.LineWidth, scatter.LinePattern, scatter.MarkerShape, scatter.MarkerSize) = series.Mark switch
        {
            Mark.Line => (2f, LinePattern.Solid, MarkerShape.None, 0f),
            Mark.Dashes => (1.8f, LinePattern.Dashed, MarkerShape.None, 0f),
            Mark.Points => (0f, LinePattern.Solid, MarkerShape.FilledCircle, 4f),
            Mark.Crosses => (0f, LinePattern.Solid, MarkerShape.Eks, 9f),
            _ => (0f, LinePattern.Solid, MarkerShape.FilledDiamond, 13f),
        };
    }

    private static void DrawBars(Plot plot, Series series, Color color)
    {
        double width = series.X.Count > 1 ? series.X[1] - series.X[0] : 1;
        BarPlot bars = plot.Add.Bars(series.X.Zip(series.Y, (x, y) => new Bar
        {
            Position = x,
            Value = y,
            Size = width,
            FillColor = color.WithAlpha(0.5),
            LineColor = color,
            LineWidth = 0.5f,
        }).ToArray());
        bars.LegendText = series.Name;
        bars.Color = color.WithAlpha(0.5);
    }

    private static void DrawSurface(Plot plot, Surface surface)
    {
        var points = new Coordinates3d[surface.Y.Count, surface.X.Count];
        for (int row = 0; row < surface.Y.Count; row++)
        {
            for (int column = 0; column < surface.X.Count; column++)
                points[row, column] = new Coordinates3d(surface.X[column], surface.Y[row], surface.Values[row, column]);
        }

        ContourLines lines = plot.Add.ContourLines(points, Contours);
        lines.LabelStyle.IsVisible = false;
        lines.LineWidth = 1;
        lines.Colormap = new ScottPlot.Colormaps.Viridis();
    }
}
