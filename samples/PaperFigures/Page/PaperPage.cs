using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using PaperFigures.Figures;

namespace PaperFigures.Page;

/// <summary>docs/paper.md: the prose of the folder Page, with the numbers of the figures' summaries, and their pictures.</summary>
internal static class PaperPage
{
    private const string Pictures = "paper";

    // An SVG larger than this stays where it was made: a page shows the PNG.
    private const long LargestVector = 120_000;

    /// <summary>Writes the page and copies the pictures.</summary>
    /// <param name="output">Where the figures were made.</param>
    /// <param name="docs">Where the page goes.</param>
    /// <exception cref="HyperDslException">A figure is missing, or something cannot be written.</exception>
    public static void Write(string output, string docs)
    {
        var page = new StringBuilder(ProseOf("start"));
        string[] made = [.. Figure.All.Select(figure => figure.Name).Where(name => Directory.Exists(Path.Combine(output, FigureFolder.NameOf(name))))];
        if (made.Length == 0)
            throw new HyperDslException($"There is no figure in '{output}'. Make the figures first: PaperFigures all --out {output}.");
        (JsonObject Summary, string Folder)[] figures = [.. made.Select(name => Read(output, name))];
        MakeFolder(Path.Combine(docs, Pictures));
        page.Append(Totals(figures.Select(figure => figure.Summary)));
        string[] missing = [.. Figure.All.Select(figure => figure.Name).Except(made)];
        if (missing.Length > 0)
            page.Append($"\n**Not made yet, and so not on this page**: {string.Join(", ", missing)}.\n");
        foreach ((JsonObject summary, string folder) in figures)
        {
            string name = FigureFolder.NameOf((string)summary["figure"]!);
            Copy(Path.Combine(folder, $"{name}.png"), docs, long.MaxValue);
            bool vector = Copy(Path.Combine(folder, $"{name}.svg"), docs, LargestVector);
            page.Append('\n').Append(new PageTemplate(summary, vector).Fill(ProseOf(name)));
        }

        string path = Path.Combine(docs, "paper.md");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(page.ToString()));
        Console.WriteLine($"wrote {path}");
    }

    private static string Totals(IEnumerable<JsonObject> summaries)
    {
        var text = new StringBuilder("\n| figure | seeds | goals met | seconds | processor seconds |\n| --- | --- | --- | --- | --- |\n");
        (double seconds, double processor) = (0, 0);
        foreach (JsonObject summary in summaries)
        {
            JsonArray goals = summary["goals"]!.AsArray();
            int met = goals.Count(goal => (bool)goal!["met"]!);
            seconds += (double)summary["seconds"]!;
            processor += (double)summary["processor_seconds"]!;
            text.Append(FormattableString.Invariant(
                $"| {(string)summary["figure"]!} | {(double)summary["seeds"]!} | {(goals.Count == 0 ? "none are set" : $"{met} of {goals.Count}")} | {(double)summary["seconds"]!:F0} | {(double)summary["processor_seconds"]!:F0} |\n"));
        }

        return text.Append(FormattableString.Invariant($"| all | | | {seconds:F0} | {processor:F0} |\n")).ToString();
    }

    private static (JsonObject Summary, string Folder) Read(string output, string figure)
    {
        string folder = Path.Combine(output, FigureFolder.NameOf(figure));
        string path = Path.Combine(folder, FigureFolder.SummaryName);
        try
        {
            return (JsonNode.Parse(File.ReadAllText(path))!.AsObject(), folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new HyperDslException($"The summary of figure {figure} cannot be read: {problem.Message} Make the figure first: PaperFigures {figure} --out {output}.", problem);
        }
    }

    private static bool Copy(string from, string docs, long largest)
    {
        string to = Path.Combine(docs, Pictures, Path.GetFileName(from));
        byte[] content = File.ReadAllBytes(from);
        if (content.Length > largest)
        {
            File.Delete(to);
            return false;
        }

        AtomicFile.Write(to, content);
        return true;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"The directory '{folder}' cannot be made: {problem.Message} Name another one (--docs DIR).", problem);
        }
    }

    private static string ProseOf(string name)
    {
        using Stream stream = typeof(PaperPage).Assembly.GetManifestResourceStream($"{name}.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
