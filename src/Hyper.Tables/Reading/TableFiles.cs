using Hyper.Runtime.Data.Formats;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Reading;

/// <summary>Opens files of tables.</summary>
internal static class TableFiles
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, which may be compressed with gzip.</param>
    /// <param name="layout">How it is laid out, where it is text: whether it is Parquet, its first bytes tell.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is empty.</exception>
    public static RowSource Open(string path, TableFile layout)
    {
        var isParquet = IsParquet(path);
        var file = DataFile.Open(path);
        try
        {
            return !isParquet ? new CsvRows(file, path, layout) : new ParquetRows(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is Parquet, whatever its name is.</summary>
    public static bool IsParquet(string path)
    {
        using var file = DataFile.Open(path);
        Span<byte> start = stackalloc byte[4];
        try
        {
            return file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PAR1"u8);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }
}
