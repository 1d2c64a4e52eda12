using Hyper.Runtime.Runs;
using ScottPlot;
using SkiaSharp;

namespace PaperFigures.Pictures;

/// <summary>A figure's panels as one picture, PNG and SVG.</summary>
internal static class Picture
{
    private const int PanelWidth = 560;
    private const int PanelHeight = 400;

    // Large enough for a low compression's losses not to matter, small enough for a page.
    private const int Quality = 100;

    /// <summary>Draws the panels and writes both files.</summary>
    /// <param name="path">Their path without an ending.</param>
    /// <param name="panels">The panels, row by row.</param>
    /// <param name="columns">Panels side by side.</param>
    public static void Write(string path, IReadOnlyList<Panel> panels, int columns)
    {
        int rows = (panels.Count + columns - 1) / columns;
        int width = columns * PanelWidth;
        int height = rows * PanelHeight;
        var plots = new Multiplot();
        plots.AddPlots(panels.Count);
        plots.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns);
        for (int i = 0; i < panels.Count; i++)
            PanelPlot.Draw(plots.GetPlot(i), panels[i]);
        AtomicFile.Write(path + ".png", plots.Render(width, height).GetImageBytes(ImageFormat.Png, Quality));

        using var vector = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), vector))
            plots.Render(canvas, new PixelRect(0, width, height, 0));
        AtomicFile.Write(path + ".svg", vector.ToArray());
    }
}
