using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hyper.Tables.Schema;

/// <summary>Writes a schema as text that is read and edited by people: one column a line, in the order of the file.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, which ends with a line break.</summary>
    public static string Write(TableSchema schema)
    {
        var text = new StringBuilder("{\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"version\": {SchemaNames.Version},\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"table\": {Quoted(schema.Name)},\n");
        if (schema.Namespace is { } space)
        {
            text.Append(CultureInfo.InvariantCulture, $"  \"namespace\": {Quoted(space)},\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  \"file\": {Line(Fields(schema.File))},\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"task\": {Quoted(SchemaNames.Tasks.Of(schema.Task))},\n");
        text.Append(schema.Task == TableTask.Several
            ? $"  \"targets\": {Quoted(schema.TargetColumns.Select(column => column.Name))},\n"
            : $"  \"target\": {Quoted(schema.TargetColumns[0].Name)},\n");
        text.Append("  \"columns\": [\n");
        text.AppendJoin(",\n", schema.Columns.Select(column => "    " + Line(Fields(column, schema.TargetColumns.Contains(column)))));
        return text.Append("\n  ]\n}\n").ToString();
    }

    private static IEnumerable<(string Name, string? Value)> Fields(TableFile file)
    {
        yield return ("name", Quoted(file.Name));
        yield return ("format", Quoted(file.Format));
        if (file.IsText)
        {
            yield return ("delimiter", Quoted(file.Delimiter.ToString()));
            yield return ("decimal", Quoted(file.Decimal.ToString()));
            yield return ("encoding", Quoted(file.Encoding));
            yield return ("header", file.Header ? "true" : "false");
        }

        yield return ("missing", Quoted(file.Missing));
        yield return ("rows", file.Rows?.ToString(CultureInfo.InvariantCulture));
        yield return ("sha256", file.Sha256 is { } hash ? Quoted(hash) : null);
    }

    private static IEnumerable<(string Name, string? Value)> Fields(TableColumn column, bool isTarget)
    {
        yield return ("name", Quoted(column.Name));
        yield return ("kind", Quoted(SchemaNames.Kinds.Of(column.Kind)));
        yield return ("property", column.Property is { } property ? Quoted(property) : null);
        if (column.Kind == ColumnKind.Category)
        {
            yield return ("words", Quoted(column.Words));
            yield return ("encode", isTarget ? null : Quoted(SchemaNames.Encodings.Of(column.Encode)));
            yield return ("unknown", column.Unknown == UnknownWord.Refuse ? null : Quoted(SchemaNames.Unknowns.Of(column.Unknown)));
        }
        else if (column.IsUsed)
        {
            yield return ("format", column.Format is { } format ? Quoted(format) : null);
            yield return ("min", Shown(column, column.Min));
            yield return ("max", Shown(column, column.Max));
            yield return ("scale", Quoted(SchemaNames.Scales.Of(column.Scale)));
        }

        yield return ("missing", column.Missing.ToString(CultureInfo.InvariantCulture));
        yield return ("why", column.Why is { } why ? Quoted(why) : null);
    }

    private static string Line(IEnumerable<(string Name, string? Value)> fields) =>
        "{ " + string.Join(", ", fields.Where(field => field.Value is not null).Select(field => $"\"{field.Name}\": {field.Value}")) + " }";

    private static string? Shown(TableColumn column, double? value) => value is not { } number ? null
        : column.Kind == ColumnKind.Date ? Quoted(CellDate.Text(number))
        : number.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    private static string Quoted(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";
}
