using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hyper.Runtime.Training.Saving;

/// <summary>
/// How specifications and records are written. Numbers read back as the same bits; those that JSON has no number for, such as a test
/// loss that is none, are the texts <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.
/// </summary>
internal static class RecordJson
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, options);

    public static T Read<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options) ?? throw new HyperDslException($"The JSON of a {typeof(T).Name} is null.");
        }
        catch (JsonException problem)
        {
            throw new HyperDslException($"This is no JSON of a {typeof(T).Name}: {problem.Message}", problem);
        }
    }
}
