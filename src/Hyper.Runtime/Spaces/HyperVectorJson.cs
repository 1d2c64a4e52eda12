using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hyper.Runtime.Spaces;

/// <summary>
/// A <see cref="HyperVector"/> in JSON: the list of its values, so that a record of hyperparameters comes back as it was. A value that
/// is not finite is what the options make of one.
/// </summary>
internal sealed class HyperVectorJson : JsonConverter<HyperVector>
{
    /// <inheritdoc/>
    public override HyperVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The values of a hyperparameter that has several are a list of numbers.");
        }

        var values = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(Value(ref reader, options));
        }

        return values.Count == 0 ? throw new JsonException("A hyperparameter has one value at least, and the list is empty.") : HyperVector.From([.. values]);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, HyperVector value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var number in value)
        {
            if (!double.IsFinite(number) && options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals))
            {
                writer.WriteStringValue(Name(number));
            }
            else
            {
                writer.WriteNumberValue(number);
            }
        }

        writer.WriteEndArray();
    }

    private static double Value(ref Utf8JsonReader reader, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals) => Number(reader.GetString()!),
        _ => throw new JsonException("The values of a hyperparameter that has several are numbers."),
    };

    private static string Name(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private static double Number(string name) => name switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new JsonException($"'{name}' is no number."),
    };
}
