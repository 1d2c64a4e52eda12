using System.Globalization;
using Hyper.Runtime.Files;

namespace Hyper.Runtime.Checkpoints;

/// <summary>A folder of checkpoints that is open: one run at a time writes to it. The newest two are kept, in case one is damaged.</summary>
internal sealed class CheckpointStore : IDisposable
{
    private const int Kept = 2;
    private const string Prefix = "step-";
    private const string Suffix = ".safetensors";
    private const string LockName = "in-use.lock";

    private readonly CheckpointFolder folder;
    private readonly FileStream ownership;
    private readonly List<string> warnings = [];
    private long last;
    private bool hasFailed;

    private CheckpointStore(CheckpointFolder folder, FileStream ownership)
    {
        this.folder = folder;
        this.ownership = ownership;
        last = folder.Clock.GetTimestamp();
    }

    /// <summary>What went wrong with checkpoints without ending the run, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Opens a folder, and creates it where there is none.</summary>
    /// <exception cref="HyperDslException">It cannot be created or written to, or another run has it open.</exception>
    public static CheckpointStore Open(CheckpointFolder folder)
    {
        FileStream ownership;
        try
        {
            Directory.CreateDirectory(folder.Path);

            // The system lets go of it when the process ends, however it ends.
            ownership = new FileStream(Path.Combine(folder.Path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"The folder '{folder.Path}' of a run's checkpoints cannot be opened: {problem.Message} If another run has it, give each a folder of its own.", problem);
        }

        AtomicFile.RemoveUnfinished(folder.Path);
        return new CheckpointStore(folder, ownership);
    }

    /// <summary>The newest checkpoint that is whole; null where there is none at all.</summary>
    /// <exception cref="HyperDslException">There are checkpoints, and each is damaged; or the newest whole one is of a newer version.</exception>
    public Checkpoint? Newest()
    {
        var damages = new List<string>();
        foreach (var (path, step) in Files().OrderByDescending(file => file.Step))
        {
            if (Checkpoint.Read(path, out var damage) is { } checkpoint)
            {
                warnings.AddRange(damages.Select(found => $"A checkpoint could not be used: {found} The run goes on from that of step {step}."));
                return checkpoint;
            }

            damages.Add(damage!);
        }

        return damages.Count == 0
            ? null
            : throw new HyperDslException($"The folder '{folder.Path}' has checkpoints, and none of them can be used: {string.Join(' ', damages)} Put back a copy, or empty the folder to start anew.");
    }

    /// <summary>Whether a checkpoint is due.</summary>
    /// <param name="step">Steps done.</param>
    public bool IsDue(int step) =>
        (folder.EverySteps > 0 && step % folder.EverySteps == 0) || (folder.Every is { } every && folder.Clock.GetElapsedTime(last) >= every);

    /// <summary>Writes a checkpoint. One that cannot be written is a warning: the run goes on, and the last one stays.</summary>
    /// <param name="run">What the run is, in JSON.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="state">The run's state.</param>
    public void Write(string run, int step, StateWriter state)
    {
        try
        {
            Checkpoint.Write(PathOf(step), run, step, state);
            foreach (var (path, _) in Files().OrderByDescending(file => file.Step).Skip(Kept))
            {
                File.Delete(path);
            }
        }
        catch (Exception problem) when (problem is HyperDslException or IOException or UnauthorizedAccessException)
        {
            if (!hasFailed)
            {
                hasFailed = true;
                warnings.Add($"The checkpoint of step {step} could not be kept: {problem.Message} The run went on, and tried again later.");
            }
        }

        last = folder.Clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose() => ownership.Dispose();

    private string PathOf(int step) => Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D10}{Suffix}"));

    private IEnumerable<(string Path, int Step)> Files() =>
        from path in Directory.EnumerateFiles(folder.Path, $"{Prefix}*{Suffix}").ToList()
        let name = Path.GetFileName(path)
        let number = int.TryParse(name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1
        where number >= 0
        select (path, number);
}
