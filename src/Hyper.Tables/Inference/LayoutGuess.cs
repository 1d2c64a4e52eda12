using System.Text;
using CsvHelper;
using Hyper.Runtime.Data.Formats;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Inference;

/// <summary>Finds out how a file is laid out, from its beginning.</summary>
internal static class LayoutGuess
{
    private const int SampleBytes = 1 << 18;
    private const int MostRows = 200;

    // The comma last: it stands in texts and numbers as well.
    private static readonly char[] Delimiters = ['\t', ';', '|', ','];

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file, which may be compressed.</param>
    /// <param name="header">Whether the first line names the columns; null to find out.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is empty.</exception>
    public static TableFile Of(string path, bool? header)
    {
        var name = Path.GetFileName(path);
        if (TableFiles.IsParquet(path))
        {
            return new TableFile(name, "parquet");
        }

        var (bytes, isWhole) = Sample(path);

        var encoding = EncodingOf(bytes);
        var text = Decode(bytes, encoding);
        var layout = new TableFile(name, "csv") { Encoding = encoding };
        var (delimiter, rows) = Split(text, layout, isWhole);
        layout = layout with { Delimiter = delimiter, Format = delimiter == '\t' ? "tsv" : "csv" };
        layout = layout with { Decimal = delimiter != ',' && HasDecimalCommas(rows) ? ',' : '.' };
        return layout with { Header = header ?? IsHeader(rows, layout.Decimal) };
    }

    private static (byte[] Bytes, bool IsWhole) Sample(string path)
    {
        using var file = DataFile.Open(path);
        var bytes = new byte[SampleBytes];
        try
        {
            var count = file.Content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count == 0 ? throw new CsvFault(path).Everywhere("the file is empty") : (bytes[..count], count < bytes.Length);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    private static string EncodingOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
        {
            return "utf-16";
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return "utf-16be";
        }

        // Without a mark: of letters of the Latin alphabet every other byte is 0.
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                (even, odd) = i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
            }
        }

        return odd > bytes.Length / 4 ? "utf-16" : even > bytes.Length / 4 ? "utf-16be" : IsUtf8(bytes) ? "utf-8" : "iso-8859-1";
    }

    // The last letter of the sample may be cut.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < 4 && cut < bytes.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Decode(byte[] bytes, string encoding)
    {
        Encoding decoder = encoding switch
        {
            "utf-16" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "iso-8859-1" => Encoding.Latin1,
            _ => Encoding.UTF8,
        };
        return decoder.GetString(bytes).TrimStart('\ufeff');
    }

    private static (char Delimiter, List<string[]> Rows) Split(string text, TableFile layout, bool isWhole)
    {
        (char Delimiter, List<string[]> Rows, double Share) best = (',', RowsOf(text, layout, isWhole), 0);
        foreach (var delimiter in Delimiters)
        {
            var rows = RowsOf(text, layout with { Delimiter = delimiter }, isWhole);
            var usual = rows.GroupBy(row => row.Length).MaxBy(group => group.Count());
            if (usual is { Key: > 1 } && (double)usual.Count() / rows.Count is var share && share > best.Share)
            {
                best = (delimiter, rows, share);
            }
        }

        return (best.Delimiter, best.Rows);
    }

    private static List<string[]> RowsOf(string text, TableFile layout, bool isWhole)
    {
        var rows = new List<string[]>();
        using var reader = CsvReader.FromText(text, CsvRows.OptionsOf(layout) with { MalformedData = CsvMalformedDataHandling.Recover, Encoding = null });
        while (rows.Count < MostRows && reader.Read())
        {
            rows.Add(reader.Current.ToArray());
        }

        if (!isWhole && rows.Count is > 1 and < MostRows)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows;
    }

    private static bool HasDecimalCommas(List<string[]> rows)
    {
        var commas = rows.Sum(row => row.Count(cell => cell.Contains(',') && CellReader.TryNumber(cell, ',', out _)));
        var points = rows.Sum(row => row.Count(cell => cell.Contains('.') && CellReader.TryNumber(cell, '.', out _)));
        return commas > points;
    }

    // A name above numbers is a header. Where all columns are words, a first line of different ones is taken for one.
    private static bool IsHeader(List<string[]> rows, char decimalMark)
    {
        bool IsValue(string cell) => CellReader.TryNumber(cell, decimalMark, out _) || CellDate.TryParse(cell, null, out _);
        var first = rows[0];
        var isAboveValues = first.Index().Any(cell => !IsValue(cell.Item) && MissingMarks.Find(cell.Item) < 0
            && rows.Skip(1).Any(row => cell.Index < row.Length && IsValue(row[cell.Index]))
            && rows.Skip(1).All(row => cell.Index >= row.Length || IsValue(row[cell.Index]) || MissingMarks.Find(row[cell.Index]) >= 0));
        return isAboveValues || (!first.Any(IsValue) && first.Distinct(StringComparer.Ordinal).Count() == first.Length);
    }
}
