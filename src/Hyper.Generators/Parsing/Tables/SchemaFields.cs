using Hyper.Generators.Parsing.Tables.Json;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>The fields of one object of a schema; what is there twice, unknown, missing or of another kind is a fault.</summary>
internal sealed class SchemaFields
{
    private readonly Dictionary<string, JsonNode> _fields = new(StringComparer.Ordinal);

    /// <param name="node">The object.</param>
    /// <param name="what">What it describes, as a message says it.</param>
    /// <param name="known">The fields that it may have.</param>
    /// <exception cref="JsonFault">It has others, or one twice, or is no object.</exception>
    public SchemaFields(JsonNode node, string what, params string[] known)
    {
        Node = node;
        What = what;
        foreach (var field in node is JsonObject fields ? fields.Fields : throw Fault(node, $"{what} is {node.Kind} where an object is expected"))
        {
            if (!known.Contains(field.Name.Value))
            {
                throw Fault(field.Name, $"{what} has the field '{field.Name.Value}', which is none of {string.Join(", ", known)}");
            }

            if (_fields.ContainsKey(field.Name.Value))
            {
                throw Fault(field.Name, $"{what} has the field '{field.Name.Value}' twice");
            }

            _fields.Add(field.Name.Value, field.Value);
        }
    }

    public JsonNode Node { get; }

    public string What { get; }

    public static JsonFault Fault(JsonNode node, string why) => new(node.Start, node.Length, why);

    /// <summary>A field, or null.</summary>
    public JsonNode? Find(string name) => _fields.TryGetValue(name, out var node) ? node : null;

    /// <summary>A text; null where the field is not there.</summary>
    public JsonText? Text(string name) => Find(name) switch
    {
        null => null,
        JsonText text => text,
        var other => throw Fault(other, $"'{name}' of {What} is {other.Kind} where a text is expected"),
    };

    /// <summary>A text that must be there.</summary>
    public JsonText RequiredText(string name) => Text(name) ?? throw Fault(Node, $"{What} has no field '{name}'");

    /// <summary>A number that is not negative; 0 where the field is not there.</summary>
    public double Count(string name) => Find(name) switch
    {
        null => 0,
        JsonNumber { Value: >= 0 } number when number.Value == Math.Floor(number.Value) => number.Value,
        JsonNumber number => throw Fault(number, $"'{name}' of {What} is no whole number from 0 up"),
        var other => throw Fault(other, $"'{name}' of {What} is {other.Kind} where a number is expected"),
    };

    /// <summary>A number; null where the field is not there.</summary>
    public double? Number(string name) => Find(name) switch
    {
        null => null,
        JsonNumber number => number.Value,
        var other => throw Fault(other, $"'{name}' of {What} is {other.Kind} where a number is expected"),
    };

    /// <summary>Texts; none where the field is not there.</summary>
    public IReadOnlyList<JsonText> Texts(string name) => Find(name) switch
    {
        null => [],
        JsonArray list => [.. list.Items.Select(item => item as JsonText ?? throw Fault(item, $"'{name}' of {What} has {item.Kind} where a text is expected"))],
        var other => throw Fault(other, $"'{name}' of {What} is {other.Kind} where a list of texts is expected"),
    };

    /// <summary>Objects or other values in a row, at least one.</summary>
    public IReadOnlyList<JsonNode> Items(string name) => Find(name) switch
    {
        JsonArray { Items.Count: > 0 } list => list.Items,
        null => throw Fault(Node, $"{What} has no field '{name}'"),
        var other => throw Fault(other, $"'{name}' of {What} is no list of at least one"),
    };
}
