using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Hyper.Runtime.Training.Saving;

/// <summary>JSON objects as texts of a file's metadata: always the same characters for the same values.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Writes an object.</summary>
    /// <typeparam name="T">What its fields are written from.</typeparam>
    /// <param name="fields">A name and what is written under it, for each field.</param>
    /// <param name="write">Writes one value.</param>
    public static string Object<T>(IEnumerable<(string Name, T Value)> fields, Action<Utf8JsonWriter, T> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                write(json, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Writes a number, or null where it is not finite.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Reads the fields of an object, each with its value as it is written; null where the text is no object of different names.</summary>
    public static IReadOnlyList<(string Name, string Value)>? FieldsOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.GetRawText()))]
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair is no text for either.
            return null;
        }
    }
}
