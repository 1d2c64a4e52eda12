using System.Text.Json;
using Hyper.Dsl;
using Hyper.Runtime.Files;

namespace Hyper.Runtime.Runs;

/// <summary>How many rows each split of a comparison has.</summary>
/// <param name="Training">Rows that fit the weights.</param>
/// <param name="Validation">Rows that choose the hyperparameters.</param>
/// <param name="Test">Rows that judge.</param>
public sealed record ComparisonSplit(long Training, long Validation, long Test);

/// <summary>Methods compared on the same rows, as one JSON object.</summary>
/// <param name="Sample">The program that compared them.</param>
/// <param name="Seed">The seed of the splits and of every run.</param>
/// <param name="Steps">Steps of each training.</param>
/// <param name="Data">What the rows are.</param>
/// <param name="Split">How many there are.</param>
/// <param name="Rows">The methods, in the order of the report.</param>
public sealed record ComparisonFile(
    string Sample, int Seed, int Steps, string Data, ComparisonSplit Split, IReadOnlyList<ComparisonRow> Rows)
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the object to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="HyperDslException">It cannot be written.</exception>
    public void Save(string path)
    {
        using var content = new MemoryStream();
        Write(content);
        AtomicFile.Write(path, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Writes the object to a stream, in UTF-8. A number that is not finite becomes null: JSON has none.</summary>
    /// <param name="stream">Where it goes; it stays open.</param>
    public void Write(Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("sample", Sample);
            json.WriteNumber("seed", Seed);
            json.WriteNumber("steps", Steps);
            json.WriteString("data", Data);
            json.WriteStartObject("split");
            json.WriteNumber("training", Split.Training);
            json.WriteNumber("validation", Split.Validation);
            json.WriteNumber("test", Split.Test);
            json.WriteEndObject();
            json.WriteStartArray("rows");
            foreach (ComparisonRow row in Rows)
                WriteRow(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void WriteRow(Utf8JsonWriter json, ComparisonRow row)
    {
        json.WriteStartObject();
        json.WriteString("method", row.Method);
        json.WriteStartObject("hyperparameters");
        foreach (ComparisonValue value in row.Hyperparameters)
            WriteValue(json, value);
        json.WriteEndObject();
        WriteNumber(json, "validation_loss", row.ValidationLoss);
        WriteNumber(json, "test_loss", row.TestLoss);
        WriteNumber(json, "accuracy", row.Accuracy);
        WriteNumber(json, "seconds", row.Seconds);
        foreach (ComparisonMeasure measure in row.Measures)
            WriteNumber(json, measure.Name, measure.Value);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, ComparisonValue value)
    {
        if (value.Count == 1)
        {
            WriteNumber(json, value.Name, value.Mean);
            return;
        }

        json.WriteStartObject(value.Name);
        json.WriteNumber("count", value.Count);
        WriteNumber(json, "min", value.Min);
        WriteNumber(json, value.Scale == Scale.Log ? "geometric_mean" : "mean", value.Mean);
        WriteNumber(json, "max", value.Max);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
