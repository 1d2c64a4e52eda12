using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Records.Reading;

namespace Hyper.App.Reporting;

/// <summary>Of a run's data in the page: its hyperparameters, from where to where, and the way between.</summary>
internal static class HyperparameterPart
{
    /// <summary>Writes the properties.</summary>
    public static void Write(Utf8JsonWriter json, RunFolder run)
    {
        json.WriteStartArray("hyperparameters");
        var offset = 0;
        foreach (var (name, record) in run.Hyperparameters.Count > 0 ? run.Hyperparameters : FromHistory(run))
        {
            var way = HyperparameterWay.Of(run, name, record, offset);
            offset += record.Tuned.Count;
            json.WriteStartObject();
            json.WriteString("name", run.Hyperparameters.Count == 0 && run.History[^1].Hyperparameters[name].Count is > 1 and var many ? FormattableString.Invariant($"{name} (mean of {many})") : name);
            json.WriteString("scale", record.Scale.ToLowerInvariant());
            json.WriteString("per", record.Per.ToLowerInvariant());
            json.Short("min", record.Min);
            json.Short("max", record.Max);
            json.Short("initial", way.Start.Count == 1 ? way.Start[0] : record.Initial);
            json.WriteNumber("count", record.Tuned.Count);
            if (record.Tuned.Count == 1)
            {
                json.Short("tuned", record.Tuned[0]);
                HistoryPart.Curve(json, "way", ThinnedSeries.Of(way.Points.Select(point => (point.Step, (double?)point.Values[0]))));
            }
            else
            {
                ManyValues.Write(json, record, way, ValueGroups.Of(record, run.Weights));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A run that has not ended yet has no file of hyperparameters: their means are in its reports.
    private static Dictionary<string, HyperparameterRecord> FromHistory(RunFolder run) => run.History.Count == 0 ? [] : run.History[^1].Hyperparameters.ToDictionary(
        summary => summary.Key,
        summary => new HyperparameterRecord("Linear", "Scalar", null, null, run.History[0].Hyperparameters.TryGetValue(summary.Key, out var first) ? first.Mean ?? double.NaN : double.NaN, [summary.Value.Mean ?? double.NaN]));
}
