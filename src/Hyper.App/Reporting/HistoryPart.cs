using System.Text.Json;
using Hyper.App.Records;

namespace Hyper.App.Reporting;

/// <summary>Of a run's data in the page: its curves over the steps.</summary>
internal static class HistoryPart
{
    private const int MostWarnings = 50;

    /// <summary>Writes the properties.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<HistoryLine> history)
    {
        json.WriteNumber("reports", history.Count);
        json.WriteNumber("steps", history.Count == 0 ? 0 : history[^1].Step);
        json.WriteStartObject("history");
        Curve(json, "training", history, line => line.TrainingLoss);
        Curve(json, "validation", history, line => line.ValidationLoss);
        Curve(json, "split", history, line => line.SplitLoss);
        json.WriteEndObject();
        Curves(json, "metricCurves", history, line => line.Metrics?.Select(metric => KeyValuePair.Create(metric.Key, (double?)metric.Value)));
        Curves(json, "health", history, line => line.Health);
        Warnings(json, history);
    }

    /// <summary>Writes a thinned curve.</summary>
    public static void Curve(Utf8JsonWriter json, string name, ThinnedSeries curve)
    {
        json.WriteStartObject(name);
        json.Short("x", curve.X);
        json.Short("y", curve.Y);
        if (curve is { Low: { } low, High: { } high })
        {
            json.Short("low", low);
            json.Short("high", high);
        }

        json.WriteEndObject();
    }

    private static void Curve(Utf8JsonWriter json, string name, IReadOnlyList<HistoryLine> history, Func<HistoryLine, double?> value)
    {
        var curve = ThinnedSeries.Of(history.Select(line => ((double)line.Step, value(line))));
        if (curve.X.Count > 0)
        {
            Curve(json, name, curve);
        }
    }

    private static void Curves(Utf8JsonWriter json, string name, IReadOnlyList<HistoryLine> history, Func<HistoryLine, IEnumerable<KeyValuePair<string, double?>>?> values)
    {
        var curves = new Dictionary<string, List<(double, double?)>>();
        foreach (var line in history)
        {
            foreach (var (key, value) in values(line) ?? [])
            {
                if (!curves.TryGetValue(key, out var curve))
                {
                    curves.Add(key, curve = []);
                }

                curve.Add((line.Step, value));
            }
        }

        json.WriteStartObject(name);
        foreach (var (key, points) in curves)
        {
            var curve = ThinnedSeries.Of(points);
            if (curve.X.Count > 0)
            {
                Curve(json, key, curve);
            }
        }

        json.WriteEndObject();
    }

    // The same sentence at many steps is one line, with the first and the last of them.
    private static void Warnings(Utf8JsonWriter json, IReadOnlyList<HistoryLine> history)
    {
        json.WriteStartArray("historyWarnings");
        var groups = history.SelectMany(line => line.Warnings.Select(text => (text, line.Step))).GroupBy(warning => warning.text).Take(MostWarnings);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("text", group.Key);
            json.WriteNumber("first", group.First().Step);
            json.WriteNumber("last", group.Last().Step);
            json.WriteNumber("count", group.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
