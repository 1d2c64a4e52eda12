using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hyper.App.Records.Reading;

/// <summary>How the files of a run folder are read: as <see cref="RecordFormat"/> has them, a number for a list of one, and null for what is no number.</summary>
internal static class ReadFormat
{
    /// <summary>Of all files.</summary>
    public static JsonSerializerOptions Options { get; } = new(RecordFormat.Line) { Converters = { new ListConverter(), new NumberConverter() } };

    private sealed class ListConverter : JsonConverter<IReadOnlyList<double>>
    {
        public override bool HandleNull => true;

        public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.StartArray => JsonSerializer.Deserialize<List<double>>(ref reader, options)!,
            JsonTokenType.Null => [double.NaN],
            _ => [reader.GetDouble()],
        };

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class NumberConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
