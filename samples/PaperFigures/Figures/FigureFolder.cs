using Hyper.Runtime;
using Hyper.Runtime.Files;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>Where figures go: a folder for each, with its numbers, its picture and its summary.</summary>
/// <param name="root">The folder of the folders.</param>
internal sealed class FigureFolder(string root)
{
    /// <summary>The name of the file with a figure's numbers.</summary>
    public const string SummaryName = "summary.json";

    /// <summary>A figure's folder.</summary>
    public static string NameOf(string figure) => $"figure-{figure}";

    /// <summary>Makes the folder where it is missing, and finds out whether files can be written into it.</summary>
    /// <exception cref="HyperDslException">They cannot.</exception>
    public void RequireWritable()
    {
        Make(root);
        AtomicFile.RequireWritable(Path.Combine(root, SummaryName));
    }

    /// <summary>Writes a figure's files; the summary comes last, so that where it is, the others are.</summary>
    public void Write(string figure, FigureResult result)
    {
        string folder = Path.Combine(root, NameOf(figure));
        Make(folder);
        foreach (Panel panel in result.Panels)
            SeriesFile.Write(Path.Combine(folder, $"{panel.Name}.csv"), panel);
        Picture.Write(Path.Combine(folder, NameOf(figure)), result.Panels, result.Columns);
        result.Summary.Save(Path.Combine(folder, SummaryName));
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HyperDslException($"The directory '{folder}' cannot be made: {problem.Message} Name another one (--out DIR).", problem);
        }
    }
}
