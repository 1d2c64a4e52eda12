using Hyper.Runtime.Data.Formats;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Reading;

/// <summary>Opens files of tables.</summary>
internal static class TableFiles
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, which may be compressed with gzip.</param>
    /// <param name="layout">How it is laid out.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is empty.</exception>
    public static RowSource Open(string path, TableFile layout)
    {
        var file = DataFile.Open(path);
        try
        {
            return layout.IsText ? new CsvRows(file, path, layout) : new ParquetRows(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
