using System.Globalization;
using CsvHelper;
using Hyper.Runtime.Files;

namespace PaperFigures.Pictures;

/// <summary>A panel's numbers as CSV, a line for each point.</summary>
internal static class SeriesFile
{
    public static void Write(string path, Panel panel)
    {
        using var file = new MemoryStream();
        using (CsvWriter csv = CsvWriter.Create(file, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteRecord(["series", "x", "y", "low", "high"]);
            foreach (Series series in panel.Series)
            {
                for (int i = 0; i < series.X.Count; i++)
                    WriteLine(csv, series.Name, series.X[i], series.Y[i], series.Low?[i], series.High?[i]);
            }

            foreach ((double x, string name) in panel.Places)
                WriteLine(csv, name, x, null, null, null);
            if (panel.Surface is { } surface)
                WriteSurface(csv, surface);
            foreach (Box box in panel.Diagram?.Boxes ?? [])
                WriteLine(csv, box.Text.ReplaceLineEndings(" "), box.X, box.Y, null, null);
        }

        AtomicFile.Write(path, file.ToArray());
    }

    private static void WriteSurface(CsvWriter csv, Surface surface)
    {
        for (int row = 0; row < surface.Y.Count; row++)
        {
            for (int column = 0; column < surface.X.Count; column++)
                WriteLine(csv, FormattableString.Invariant($"surface at {surface.Y[row]:R}"), surface.X[column], surface.Values[row, column], null, null);
        }
    }

    private static void WriteLine(CsvWriter csv, string series, params ReadOnlySpan<double?> numbers)
    {
        csv.WriteField(series);
        foreach (double? number in numbers)
            csv.WriteField(number?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        csv.EndRecord();
    }
}
