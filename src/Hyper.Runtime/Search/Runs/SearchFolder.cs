using Hyper.Runtime.Checkpoints;

namespace Hyper.Runtime.Search.Runs;

/// <summary>The folder of a search of runs: its journal, and a folder of checkpoints for each run.</summary>
internal sealed class SearchFolder : IDisposable
{
    private const string JournalName = "search.journal";
    private const string Prefix = "run-";

    private readonly CheckpointFolder? given;
    private readonly string path;

    private SearchFolder(CheckpointFolder? given, string path) => (this.given, this.path) = (given, path);

    /// <summary>The journal's file.</summary>
    public string Journal => Path.Combine(path, JournalName);

    /// <summary>Opens a folder, and creates it where there is none.</summary>
    /// <param name="given">The folder; null for one that is gone when it is disposed of.</param>
    /// <exception cref="HyperDslException">It cannot be created, is one of a run that pauses, or has runs of which no journal tells.</exception>
    public static SearchFolder Open(CheckpointFolder? given)
    {
        if (given?.PauseAt is { } pause)
        {
            throw new HyperDslException($"PauseAt of the folder '{given.Path}' is {pause}: a search has its runs pause by itself. Leave it out.");
        }

        SearchFolder folder;
        try
        {
            folder = new SearchFolder(given, given is null ? Directory.CreateTempSubdirectory("hyperdsl-").FullName : Directory.CreateDirectory(given.Path).FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"The folder '{given?.Path ?? Path.GetTempPath()}' of a search of runs cannot be opened: {problem.Message}", problem);
        }

        // Without the journal's word on how far they have come, runs may be further on than this search would have them.
        return File.Exists(folder.Journal) || Directory.GetDirectories(folder.path, Prefix + "*").Length == 0
            ? folder
            : throw new HyperDslException($"The folder '{folder.path}' has runs, and no journal of the search that they are of. Put '{JournalName}' back, or empty the folder to start anew.");
    }

    /// <summary>The checkpoints of a run.</summary>
    /// <param name="run">Its number.</param>
    /// <param name="pauseAt">The step after which it pauses; null for its last one.</param>
    public CheckpointFolder Run(int run, int? pauseAt)
    {
        var own = Path.Combine(path, FormattableString.Invariant($"{Prefix}{run}"));
        return given is null
            ? new CheckpointFolder(own) { Every = null, PauseAt = pauseAt }
            : new CheckpointFolder(own) { Every = given.Every, EverySteps = given.EverySteps, Clock = given.Clock, PauseAt = pauseAt };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (given is not null)
        {
            return;
        }

        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            // What the system's own folder for such things keeps it clears away by itself.
        }
    }
}
