using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hyper.Runtime.Files;

namespace PaperFigures.Figures;

/// <summary>What a figure comes to, as the flat fields of <c>summary.json</c>.</summary>
internal sealed class Summary
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject fields = [];

    /// <summary>Sets a field; a number that is not finite is null in the file.</summary>
    public void Set(string name, double value) => fields[name] = Number(value);

    /// <summary>Sets a field.</summary>
    public void Set(string name, JsonNode value) => fields[name] = value;

    /// <summary>A field's number; not a number where it is missing or null.</summary>
    public double this[string name] => fields[name] is JsonValue value && value.TryGetValue(out double number) ? number : double.NaN;

    /// <summary>Adds a row to the table <c>rows</c>.</summary>
    /// <param name="row">Its fields.</param>
    public void AddRow(params (string Name, object Value)[] row)
    {
        var one = new JsonObject();
        foreach ((string name, object value) in row)
            one[name] = value is double number ? Number(number) : JsonValue.Create((string)value);
        if (fields["rows"] is not JsonArray rows)
            fields["rows"] = rows = [];
        rows.Add(one);
    }

    /// <summary>Writes the file whole.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(fields, Indented));

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
