using System.Text.Json;
using Hyper.Runtime.Files;

namespace Hyper.Tables.Schema;

/// <summary>The fields of a JSON object of a schema, read one by one: what is left in the end is a field that nobody knows.</summary>
internal sealed class SchemaFields
{
    private readonly Dictionary<string, JsonElement> left = new(StringComparer.Ordinal);
    private readonly List<string> known = [];
    private readonly string place;

    /// <summary>Takes an object.</summary>
    /// <param name="json">The value that should be one.</param>
    /// <param name="place">Where it is, as a message begins: the file, and the column.</param>
    public SchemaFields(JsonElement json, string place)
    {
        this.place = place;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Fault($"{Shown(json)} is no object; fields in braces are expected");
        }

        foreach (var field in json.EnumerateObject())
        {
            left.Add(field.Name, field.Value);
        }
    }

    /// <summary>Whether a field is there.</summary>
    public bool Has(string name) => left.ContainsKey(name);

    /// <summary>The value of a field, or null where it is not there.</summary>
    public JsonElement? Take(string name)
    {
        known.Add(name);
        return left.Remove(name, out var value) ? value : null;
    }

    /// <summary>A text, or null where it is not there.</summary>
    public string? Text(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw Fault($"\"{name}\" is {Shown(value)}; a text in quotation marks is expected"),
    };

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The field.</param>
    /// <param name="what">What it says.</param>
    public string Required(string name, string what) => Text(name) ?? throw Fault($"\"{name}\" is missing; it is {what}");

    /// <summary>A number, or null where it is not there.</summary>
    public double? Number(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { } value => throw Fault($"\"{name}\" is {Shown(value)}; a number is expected"),
    };

    /// <summary>A whole number from 0, or null where it is not there.</summary>
    public long? Count(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) && number >= 0 => number,
        { } value => throw Fault($"\"{name}\" is {Shown(value)}; a whole number from 0 is expected"),
    };

    /// <summary>True or false, or null where it is not there.</summary>
    public bool? Flag(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Fault($"\"{name}\" is {Shown(value)}; true or false is expected"),
    };

    /// <summary>Several texts, or null where they are not there.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(text => text.ValueKind != JsonValueKind.String))
        {
            throw Fault($"\"{name}\" is {Shown(value)}; texts in brackets are expected, such as [\"a\", \"b\"]");
        }

        return [.. value.EnumerateArray().Select(text => text.GetString()!)];
    }

    /// <summary>One of several names, or null where it is not there.</summary>
    public T? OneOf<T>(string name, IReadOnlyList<(string Name, T Value)> names)
        where T : struct => Text(name) is { } text ? Named(name, text, names) : null;

    /// <summary>What a name stands for.</summary>
    public T Named<T>(string field, string text, IReadOnlyList<(string Name, T Value)> names)
    {
        foreach (var (name, value) in names)
        {
            if (name == text)
            {
                return value;
            }
        }

        throw Fault($"\"{field}\" is '{ShownText.Of(text)}'; one of {SchemaNames.Shown(names.Select(pair => pair.Name))} is expected");
    }

    /// <summary>Makes sure that nothing is left.</summary>
    public void End()
    {
        if (left.Count > 0)
        {
            throw Fault($"there is no field \"{ShownText.Of(left.Keys.First())}\"; the fields are {string.Join(", ", known)}");
        }
    }

    /// <summary>A fault of this object.</summary>
    /// <param name="what">What was found, what was expected.</param>
    public HyperDslException Fault(string what) => new($"{place}: {what}.");

    private static string Shown(JsonElement value) => ShownText.Of(value.GetRawText());
}
