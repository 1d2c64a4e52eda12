using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hyper.App.Records;

/// <summary>How the files of a run folder are written: names in snake case, numbers in the invariant culture, nothing for null lists.</summary>
internal static class RecordFormat
{
    /// <summary>Of files of one object.</summary>
    public static JsonSerializerOptions Whole { get; } = Make(indented: true);

    /// <summary>Of files of lines.</summary>
    public static JsonSerializerOptions Line { get; } = Make(indented: false);

    private static JsonSerializerOptions Make(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
