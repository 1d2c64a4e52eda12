namespace Hyper.Tables.Schema;

/// <summary>How the file of a table is laid out.</summary>
/// <param name="Name">The file that the schema was made of, without its folder.</param>
/// <param name="Format"><c>csv</c>, <c>tsv</c> or <c>parquet</c>; each may be compressed with gzip.</param>
public sealed record TableFile(string Name, string Format)
{
    /// <summary>What is between two cells of a line.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The decimal mark: a point or a comma.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary><c>utf-8</c>, <c>utf-16</c>, <c>utf-16be</c> or <c>iso-8859-1</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Whether the first line names the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What is written for a missing cell.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [""];

    /// <summary>Rows that the file had.</summary>
    public long? Rows { get; init; }

    /// <summary>The file's SHA-256, 64 small hexadecimal digits, when the schema was made. Another file with other rows is as welcome.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the file is lines of text.</summary>
    public bool IsText => Format != "parquet";
}
