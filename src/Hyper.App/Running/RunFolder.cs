using System.Globalization;
using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.App.Running;

/// <summary>A run folder that is open: one process at a time writes to it.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string DefaultParent = "runs";
    private readonly FileStream ownership;

    private RunFolder(string path, FileStream ownership, bool isNew) => (Path, this.ownership, IsNew) = (path, ownership, isNew);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Whether no run has begun in it.</summary>
    public bool IsNew { get; }

    /// <summary>Opens a folder that is named, and creates it where there is none.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="resume">Whether a run that is in it goes on.</param>
    /// <exception cref="HyperDslException">It cannot be used: it is full of something else, another process has it, or it cannot be written to.</exception>
    public static RunFolder Open(string path, bool resume)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new HyperDslException("The name of the run folder is blank; name a folder, or leave --out out.");
        }

        try
        {
            RequireUsable(path, resume);
            Directory.CreateDirectory(path);
            var ownership = Own(path);
            try
            {
                // Between the two looks somebody else may have been at it.
                RequireUsable(path, resume);
                AtomicFile.RemoveUnfinished(path);
                return new RunFolder(path, ownership, !File.Exists(System.IO.Path.Combine(path, RunFiles.Run)));
            }
            catch
            {
                ownership.Dispose();
                throw;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"The run folder '{path}' cannot be used: {problem.Message}", problem);
        }
    }

    /// <summary>Opens a folder below <c>runs</c>, named after the experiment and the time. Where the clock was there before, a number is added.</summary>
    /// <param name="experiment">The experiment's full name.</param>
    /// <param name="now">The time.</param>
    /// <param name="parent">The folder of run folders.</param>
    /// <exception cref="HyperDslException">There can be no such folder.</exception>
    public static RunFolder Create(string experiment, DateTimeOffset now, string parent = DefaultParent)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{experiment[(experiment.LastIndexOf('.') + 1)..]}-{now.UtcDateTime:yyyyMMdd-HHmmss}");
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine(parent, number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                return Open(path, resume: false);
            }
        }
    }

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Takes the folder away again where nothing has come into it.</summary>
    public void RemoveIfEmpty()
    {
        ownership.Dispose();
        try
        {
            if (IsNew && Entries(Path).Count == 0)
            {
                File.Delete(PathOf(RunFiles.Lock));
                Directory.Delete(Path);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // An empty folder is in nobody's way.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ownership.Dispose();

    private static void RequireUsable(string path, bool resume)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        var entries = Entries(path);
        if (entries.Count > 0 && !resume)
        {
            throw new HyperDslException($"The run folder '{path}' is not empty ({entries[0]} is in it). Name another with --out, or go on with the run in it with --resume.");
        }

        if (entries.Count > 0 && !File.Exists(System.IO.Path.Combine(path, RunFiles.Run)))
        {
            throw new HyperDslException($"The folder '{path}' is not empty ({entries[0]} is in it) and has no {RunFiles.Run}: it is no run folder. Name another.");
        }
    }

    private static List<string> Entries(string path) =>
        [.. Directory.EnumerateFileSystemEntries(path).Select(entry => System.IO.Path.GetFileName(entry)).Where(name => name != RunFiles.Lock).Order(StringComparer.Ordinal).Take(2)];

    private static FileStream Own(string path)
    {
        try
        {
            // The system lets go of it when the process ends, however it ends.
            return new FileStream(System.IO.Path.Combine(path, RunFiles.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (File.Exists(System.IO.Path.Combine(path, RunFiles.Lock)))
        {
            throw new HyperDslException($"The run folder '{path}' is in use by another process. Wait for it, or give this run a folder of its own with --out.", problem);
        }
    }
}
