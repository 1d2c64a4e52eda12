using Hyper.App.Records.Reading;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.App.Reporting;

/// <summary>The report of runs: one HTML file that needs nothing else, neither a network nor another file.</summary>
public static class RunReport
{
    /// <summary>Writes the report of a run, or of several side by side.</summary>
    /// <param name="folders">Run folders; the order is that of the report.</param>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <exception cref="HyperDslException">There is no folder, one cannot be read, or the file cannot be written.</exception>
    public static void Write(IReadOnlyList<string> folders, string path)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (folders.Count == 0)
        {
            throw new HyperDslException("A report needs a run folder at least; none was named.");
        }

        if (folders.Count > MostRuns)
        {
            throw new HyperDslException($"A report has room for {MostRuns} runs side by side, and {folders.Count} were named. Name fewer.");
        }

        AtomicFile.Write(path, ReportPage.Make([.. folders.Select(RunFolderReader.Read)]));
    }

    // As many as there are colours that a reader tells apart.
    internal const int MostRuns = 8;
}
