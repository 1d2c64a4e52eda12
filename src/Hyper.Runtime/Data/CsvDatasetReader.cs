using CsvHelper;
using Hyper.Runtime.Data.Formats;
using Hyper.Runtime.Native;

namespace Hyper.Runtime.Data;

/// <summary>
/// Reads a dataset from comma-separated values: numeric columns, of which one is the target. The file may be compressed
/// with gzip. Numbers are written as in the invariant culture: 1234.5, 1e-3.
/// </summary>
public static class CsvDatasetReader
{
    /// <summary>A line of a million columns fits; a file that never closes a quotation mark does not fill the memory.</summary>
    private const int LongestLine = 1 << 24;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is laid out; by default it has a header, and class labels in the last column.</param>
    /// <returns>
    /// Inputs [N, columns − 1] of 32-bit floating-point numbers; targets [N] of labels, or [N, 1] of numbers.
    /// </returns>
    /// <exception cref="HyperDslException">
    /// The file cannot be read, is empty or ragged, or a cell is no finite number or no label; line and column are named.
    /// </exception>
    public static Dataset Read(string path, CsvDatasetOptions? options = null)
    {
        using DataFile file = DataFile.Open(path);
        return Read(file, path, options ?? new CsvDatasetOptions());
    }

    /// <summary>Reads a file that is open.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="name">What the errors call it.</param>
    /// <param name="options">How it is laid out.</param>
    internal static Dataset Read(DataFile file, string name, CsvDatasetOptions options)
    {
        NativeBackend.EnsureLoaded();
        var fault = new CsvFault(name);
        if (options.TargetColumn is not null && options.TargetName is not null)
            throw fault.Everywhere("the target column is given by its place and by its name; give one of the two");
        if (options.TargetName is not null && !options.HasHeader)
            throw fault.Everywhere($"the target column is given by its name, '{options.TargetName}', and there is no header");

        if (options.Classes < 1)
            throw fault.Everywhere(FormattableString.Invariant($"{options.Classes} classes are given; at least 1 is expected"));
        if (!char.IsAscii(options.Delimiter) || options.Delimiter is '"' or '\r' or '\n')
            throw fault.Everywhere($"the delimiter is '{options.Delimiter}'; an ASCII character that ends no line is expected");

        using CsvReader reader = CsvReader.Create(file.Content, Layout(options), leaveOpen: true);
        var table = new CsvTable(fault, options);
        int line = 1;
        try
        {
            while (reader.Read())
            {
                line = (int)reader.LineNumber;
                table.Add(reader.Current.ToArray(), line);
            }
        }
        catch (CsvFormatException problem)
        {
            // Only a line beyond every buffer comes without its number: then the last good one is named.
            string what = $"this is no line of comma-separated values: {problem.Message.TrimEnd('.')}";
            throw fault.At(problem.LineNumber > 0 ? (int)problem.LineNumber : line, what, problem);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw fault.At(line, $"reading failed after this line: {problem.Message.TrimEnd('.')}", problem);
        }

        return table.ToDataset();
    }

    /// <summary>The header is read as a line like any other, so that its columns can be counted and looked at.</summary>
    private static CsvReaderOptions Layout(CsvDatasetOptions options) => new()
    {
        Separator = options.Delimiter,
        HasHeader = false,
        TrimWhitespace = true,
        MaxRecordSize = LongestLine,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        DetectSeparatorHint = false,
    };
}
