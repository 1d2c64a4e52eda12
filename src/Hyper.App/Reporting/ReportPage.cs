using System.Net;
using System.Text;
using Hyper.App.Records.Reading;

namespace Hyper.App.Reporting;

/// <summary>Puts the page together: its own files, the libraries that draw it, and the data.</summary>
internal static class ReportPage
{
    private static readonly (string Script, string Licence)[] libraries = [("d3-7.9.2.min.js", "d3-LICENSE.txt"), ("plot-0.6.17.umd.min.js", "plot-LICENSE.txt")];

    private static readonly string[] scripts =
        ["text.js", "charts.js", "summary.js", "losses.js", "hyperparameters.js", "many.js", "responses.js", "evaluation.js", "trials.js", "details.js", "main.js"];

    /// <summary>The page, in UTF-8.</summary>
    /// <param name="runs">At least one.</param>
    public static byte[] Make(IReadOnlyList<RunFolder> runs)
    {
        var title = runs.Count == 1 ? $"{ShortName(runs[0].Run.Experiment)}, {runs[0].Name}" : $"{runs.Count} runs side by side";
        return Encoding.UTF8.GetBytes(Resource("page.html")
            .Replace("{{title}}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
            .Replace("{{style}}", Resource("style.css"), StringComparison.Ordinal)
            .Replace("{{libraries}}", string.Concat(libraries.Select(library => $"<script>/*!\n{Resource(library.Licence)}*/\n{Resource(library.Script)}</script>\n")), StringComparison.Ordinal)
            .Replace("{{script}}", string.Concat(scripts.Select(Resource)), StringComparison.Ordinal)
            .Replace("{{data}}", ReportData.Write(runs), StringComparison.Ordinal));
    }

    /// <summary>The last part of a full name.</summary>
    public static string ShortName(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"Report/{name}") ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
