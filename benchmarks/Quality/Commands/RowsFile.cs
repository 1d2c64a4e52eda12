using System.Text.Json;
using Hyper.Runtime.Files;

namespace Hyper.Quality;

/// <summary>The rows that a command measured, as a file.</summary>
internal static class RowsFile
{
    private static readonly JsonSerializerOptions indented = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Writes them, whole or not at all; nothing where no file is named.</summary>
    public static void Write<TRow>(FileInfo? file, IReadOnlyList<TRow> rows)
    {
        if (file is not null)
        {
            file.Directory!.Create();
            AtomicFile.Write(file.FullName, JsonSerializer.SerializeToUtf8Bytes(new { rows }, indented));
        }
    }
}
