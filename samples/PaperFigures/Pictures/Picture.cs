using Hyper.Runtime.Files;
using ScottPlot;
using SkiaSharp;

namespace PaperFigures.Pictures;

/// <summary>A figure's panels as one picture, PNG and SVG.</summary>
internal static class Picture
{
    private const int PanelWidth = 560;
    private const int PanelHeight = 400;

    // Small files: the pictures are committed.
    private const int Compression = 9;

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
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        plots.Render(surface.Canvas, Whole(width, height));
        using SKPixmap pixels = surface.PeekPixels();
        using SKData png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, Compression))
            ?? throw new InvalidOperationException($"A picture of {width}×{height} pixels could not be encoded.");
        AtomicFile.Write(path + ".png", png.ToArray());

        using var vector = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), vector))
            plots.Render(canvas, Whole(width, height));
        AtomicFile.Write(path + ".svg", vector.ToArray());
    }

    private static PixelRect Whole(int width, int height) => new(0, width, height, 0);
}
