using Hyper.Generators.Parsing.Tables.Json;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>What the compiler wants to know of the file that a schema was made of.</summary>
/// <param name="Missing">Marks of missing cells.</param>
/// <param name="Rows">Its rows; 0 where the schema does not say.</param>
internal sealed record SchemaFile(IReadOnlyCollection<string> Missing, double Rows)
{
    // Fewer rows may well have a different word each by chance.
    private const int FewestRowsOfNames = 20;

    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16be", "iso-8859-1"];

    /// <summary>Reads it, and holds it against what the runtime takes.</summary>
    public static SchemaFile Read(SchemaFields schema)
    {
        var node = schema.Find("file") ?? throw SchemaFields.Fault(schema.Node, "the schema has no field 'file'");
        var file = new SchemaFields(node, "the file", "name", "format", "delimiter", "decimal", "encoding", "header", "missing", "rows", "sha256");
        _ = (file.RequiredText("name"), file.Text("sha256"));
        var format = OneOf(file, file.RequiredText("format"), "format", ["csv", "tsv", "parquet"]);
        var mark = file.Text("decimal") is { } written ? OneOf(file, written, "decimal", [".", ","]) : ".";
        if (file.Text("encoding") is { } encoding)
        {
            OneOf(file, encoding, "encoding", Encodings);
        }

        if (file.Find("header") is { } header and not JsonWord { Word: "true" or "false" })
        {
            throw SchemaFields.Fault(header, $"'header' of the file is {header.Kind} where true or false is expected");
        }

        var delimiter = file.Text("delimiter");
        if (delimiter is not null && (delimiter.Value.Length != 1 || delimiter.Value[0] is > '\u007f' or '"' or '\r' or '\n'))
        {
            throw SchemaFields.Fault(delimiter, "'delimiter' of the file is not one ASCII character that ends no line");
        }

        if (format != "parquet" && (delimiter?.Value ?? (format == "tsv" ? "\t" : ",")) == mark)
        {
            throw SchemaFields.Fault(delimiter ?? file.Node, "'delimiter' and 'decimal' of the file are the same, so that a line could not be told apart");
        }

        return new SchemaFile(file.Find("missing") is null ? [""] : [.. file.Texts("missing").Select(text => text.Value)], file.Count("rows"));
    }

    /// <summary>Whether so many words are a different one in each row.</summary>
    public bool NamesRows(int words) => Rows >= FewestRowsOfNames && words == Rows;

    private static string OneOf(SchemaFields file, JsonText text, string name, string[] choices)
        => choices.Contains(text.Value) ? text.Value : throw SchemaFields.Fault(text, $"'{name}' of {file.What} is '{text.Value}', which is none of {string.Join(", ", choices.Select(choice => $"'{choice}'"))}");
}
