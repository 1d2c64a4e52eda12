using System.Text;
using CsvHelper;
using Hyper.Runtime.Data.Formats;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Reading;

/// <summary>Rows of a file of lines, whose cells are separated by a character.</summary>
internal sealed class CsvRows : RowSource
{
    /// <summary>A row of a million cells fits; a quotation mark that is never closed does not fill the memory.</summary>
    private const int LongestRow = 1 << 24;

    private readonly DataFile file;
    private readonly CsvFault fault;
    private readonly CsvReader reader;
    private readonly string[] columns;
    private char[] text = new char[256];
    private bool isHeld;
    private int line = 1;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, at its beginning; it is taken over.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="layout">How it is laid out.</param>
    public CsvRows(DataFile file, string name, TableFile layout)
    {
        this.file = file;
        Name = name;
        fault = new CsvFault(name);
        reader = CsvReader.Create(file.Content, OptionsOf(layout), leaveOpen: true);
        if (!Advance())
        {
            throw fault.Everywhere("the file is empty");
        }

        columns = [.. reader.Current.ToArray().Select((cell, index) => layout.Header && cell.Length > 0 ? cell : Unnamed(index))];
        isHeld = !layout.Header;
        RequireNames(name, columns);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => columns;

    /// <inheritdoc/>
    public override string Place => FormattableString.Invariant($"line {line}");

    /// <inheritdoc/>
    public override bool Read()
    {
        if (isHeld)
        {
            isHeld = false;
            return true;
        }

        if (!Advance())
        {
            return false;
        }

        return reader.FieldCount == columns.Length ? true : throw fault.At(line, FormattableString.Invariant(
            $"there are {reader.FieldCount} cells, and {columns.Length} columns; a cell that has a '{reader.Separator}' in it stands in quotation marks"));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Cell(int column)
    {
        var bytes = reader.GetSpan(column);
        if (bytes.Length > text.Length)
        {
            text = new char[bytes.Length];
        }

        return text.AsSpan(0, Encoding.UTF8.GetChars(bytes, text));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }

    /// <summary>How the library reads such a file. The header is read as a row like any other, so that its cells can be counted.</summary>
    internal static CsvReaderOptions OptionsOf(TableFile layout) => new()
    {
        Separator = layout.Delimiter,
        HasHeader = false,
        TrimWhitespace = true,
        MaxRecordSize = LongestRow,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        DetectSeparatorHint = false,
        Encoding = layout.Encoding switch
        {
            "utf-16" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "iso-8859-1" => Encoding.Latin1,
            _ => null,
        },
    };

    private bool Advance()
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }

            line = (int)reader.LineNumber;
            return true;
        }
        catch (CsvFormatException problem)
        {
            // Only a row beyond every buffer comes without its number: then the last good one is named.
            var what = $"this is no line of cells: {problem.Message.TrimEnd('.')}";
            throw fault.At(problem.LineNumber > 0 ? (int)problem.LineNumber : line, what, problem);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw fault.At(line, $"reading failed after this line: {problem.Message.TrimEnd('.')}", problem);
        }
    }
}
