using System.Runtime.Versioning;

namespace Hyper.Runtime.Native;

/// <summary>A file that only this user can reach and that is gone again at once.</summary>
[SupportedOSPlatform("linux")]
internal static class PrivateCopy
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Unwritable = "The private copy could not be written: ";

    /// <summary>Writes the file, hands its path on, and deletes it. A library stays loaded without its file.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="use">What to do with it; it answers with nothing, or with what went wrong.</param>
    /// <returns>Nothing, or what went wrong.</returns>
    /// <remarks>
    /// A hardened host may forbid running code from the temporary folder: then the user's own data folder is tried.
    /// </remarks>
    public static string? With(byte[] content, string fileName, Func<string, string?> use)
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        string? inTemporary = WithIn(Path.GetTempPath(), content, fileName, use);
        if (inTemporary is null || data.Length == 0 || !IsAboutThePlace(inTemporary))
            return inTemporary;
        string? inData = WithIn(data, content, fileName, use);
        return inData is null ? null : $"{inTemporary}; {inData}";
    }

    /// <summary>Whether another folder could do better: this one cannot be written to, or runs no code.</summary>
    private static bool IsAboutThePlace(string answer)
        => answer.StartsWith(Unwritable, StringComparison.Ordinal)
            || answer.Contains("failed to map segment", StringComparison.Ordinal);

    private static string? WithIn(string root, byte[] content, string fileName, Func<string, string?> use)
    {
        // Unguessable and owner-only: nobody can be waiting at that path, and nobody can swap the file before it is loaded.
        string folder = Path.Combine(root, "hyperdsl-" + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly);
            string path = Path.Combine(folder, fileName);
            using (var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerOnly,
            }))
            {
                file.Write(content);
            }

            return use(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Unwritable + problem.Message;
        }
        finally
        {
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A few megabytes are left behind; the library is loaded or not regardless.
        }
    }
}
