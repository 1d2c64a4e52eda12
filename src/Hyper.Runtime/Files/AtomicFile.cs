namespace Hyper.Runtime.Files;

/// <summary>
/// Writes a file whole or not at all: into a temporary file of the same folder, which then takes the name. Whoever reads
/// the file finds the old content or the new one, and a write that fails leaves the old one as it was.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file, or replaces it.</summary>
    /// <param name="path">The file; a symbolic link is followed. Its folder must be there.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="HyperDslException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => Replace(path, content, static (stream, bytes) => stream.Write(bytes));

    /// <summary>Writes a file, or replaces it, with content that need not be in memory as a whole.</summary>
    /// <param name="path">The file; a symbolic link is followed. Its folder must be there.</param>
    /// <param name="write">Writes all of it to the stream. Where it throws, there is no new file and the old one is as it was.</param>
    /// <exception cref="HyperDslException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => Replace(path, write, static (stream, action) => action(stream));

    /// <summary>
    /// Finds out whether <see cref="Write(string, ReadOnlySpan{byte})"/> would succeed, before the work whose result is to be written. Nothing is
    /// changed: a file of that name keeps its content.
    /// </summary>
    /// <param name="path">The file that is to be written later.</param>
    /// <exception cref="HyperDslException">It could not be written.</exception>
    public static void RequireWritable(string path)
    {
        string target = Resolve(path);

        // A name that is free is tried itself: it may be one that the file system does not take.
        string trial = File.Exists(target) ? TemporaryBeside(target) : target;
        try
        {
            WriteAndFlush(trial, 0, static (_, _) => { });
            File.Delete(trial);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, problem.Message, problem);
        }
    }

    /// <summary>Removes what writes that were killed have left in a folder. Nobody else may be writing there.</summary>
    /// <param name="folder">The folder.</param>
    internal static void RemoveUnfinished(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, ".????????.???.tmp"))
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // It is in nobody's way.
            }
        }
    }

    /// <summary>The full path that a name means, once every link is followed.</summary>
    private static string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw Fault(path, "The name is blank.");
        try
        {
            string full = Path.GetFullPath(path);
            var file = new FileInfo(full);
            string target = file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
                throw Fault(path, "It is a directory; name a file in it.");

            // A device would be replaced by a file of its name.
            if (OperatingSystem.IsLinux() && (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal)))
                throw Fault(path, "It is a device; name a file.");
            string folder = Path.GetDirectoryName(target)!;
            return Directory.Exists(folder) ? target : throw Fault(path, $"There is no directory '{folder}'.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fault(path, problem.Message, problem);
        }
    }

    // The name's own length does not add to it: a name may be as long as the file system allows.
    private static string TemporaryBeside(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.tmp");

    private static void Replace<TContent>(string path, TContent content, Action<Stream, TContent> write)
        where TContent : allows ref struct
    {
        string target = Resolve(path);
        string temporary = TemporaryBeside(target);
        try
        {
            try
            {
                WriteAndFlush(temporary, content, write);
                KeepMode(target, temporary);
                File.Move(temporary, target, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, problem.Message, problem);
        }
    }

    private static void WriteAndFlush<TContent>(string file, TContent content, Action<Stream, TContent> write)
        where TContent : allows ref struct
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        write(stream, content);

        // The rename must not reach the disk before the content does.
        stream.Flush(flushToDisk: true);
    }

    private static void KeepMode(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
    }

    private static HyperDslException Fault(string path, string what, Exception? cause = null) =>
        new($"'{path}' cannot be written: {what}", cause);
}
