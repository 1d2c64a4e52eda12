using System.Text;
using System.Text.Json;
using Hyper.App.Records.Reading;

namespace Hyper.App.Reporting;

/// <summary>What the page draws, as JSON in which no character means anything to HTML.</summary>
internal static class ReportData
{
    /// <summary>Writes the data of runs.</summary>
    public static string Write(IReadOnlyList<RunFolder> runs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("runs");
            foreach (var run in runs)
            {
                json.WriteStartObject();
                RunPart.Write(json, run);
                HistoryPart.Write(json, run.History);
                HyperparameterPart.Write(json, run);
                OutcomePart.Write(json, run);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
