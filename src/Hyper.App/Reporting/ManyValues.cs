using System.Text.Json;
using Hyper.App.Records;

namespace Hyper.App.Reporting;

/// <summary>Of a run's data in the page: a hyperparameter with many values, in quantiles, a heat map, its largest movers and its distribution.</summary>
internal static class ManyValues
{
    private const int MostColumns = 48;
    private const int Movers = 8;
    private const int Bins = 40;

    private static readonly double[] shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Writes the properties.</summary>
    public static void Write(Utf8JsonWriter json, HyperparameterRecord record, HyperparameterWay way, ValueGroups groups)
    {
        var isLog = record.Scale.Equals("log", StringComparison.OrdinalIgnoreCase);
        var tuned = record.Tuned.ToArray();
        var sorted = Sorted(tuned);
        json.Short("quantiles", shares.Select(share => Quantile(sorted, share)));
        json.Short("least", sorted.Length > 0 ? sorted[0] : null);
        json.Short("most", sorted.Length > 0 ? sorted[^1] : null);
        json.Short("startQuantiles", shares.Select(share => Quantile(Sorted([.. way.Start]), share)));
        Histogram(json, way.Start, tuned, isLog);
        if (way.Points.Count < 2)
        {
            return;
        }

        json.WriteStartObject("bands");
        json.Short("x", way.Points.Select(point => point.Step));
        var ordered = way.Points.Select(point => Sorted(point.Values)).ToList();
        for (var i = 0; i < shares.Length; i++)
        {
            json.Short(FormattableString.Invariant($"q{shares[i] * 100:0}"), ordered.Select(values => Quantile(values, shares[i])));
        }

        json.WriteEndObject();
        HeatMap(json, way, groups, isLog);
        LargestMovers(json, way, groups, isLog);
    }

    private static void HeatMap(Utf8JsonWriter json, HyperparameterWay way, ValueGroups groups, bool isLog)
    {
        var columns = ThinnedSeries.Indices(way.Points.Count, MostColumns);
        json.WriteStartObject("heat");
        json.Short("x", columns.Select(i => way.Points[i].Step));
        json.Texts("rows", groups.Rows.Select(row => row.Label));
        json.WriteStartArray("cells");
        foreach (var (_, first, count) in groups.Rows)
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                var mean = 0.0;
                foreach (var value in way.Points[column].Values.AsSpan(first, count))
                {
                    mean += (isLog ? Math.Log(value) : value) / count;
                }

                json.Short(isLog ? Math.Exp(mean) : mean);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void LargestMovers(Utf8JsonWriter json, HyperparameterWay way, ValueGroups groups, bool isLog)
    {
        var (start, end) = (way.Points[0].Values, way.Points[^1].Values);
        double Moved(int i) => Math.Abs(isLog ? Math.Log(end[i] / start[i]) : end[i] - start[i]);
        json.WriteStartArray("movers");
        foreach (var i in Enumerable.Range(0, end.Length).OrderByDescending(i => double.IsFinite(Moved(i)) ? Moved(i) : -1).Take(Movers))
        {
            json.WriteStartObject();
            json.WriteString("name", groups.LabelOf(i));
            json.Short("y", way.Points.Select(point => point.Values[i]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Histogram(Utf8JsonWriter json, IReadOnlyList<double> start, double[] tuned, bool isLog)
    {
        double On(double value) => isLog ? Math.Log(value) : value;
        var all = start.Concat(tuned).Select(On).Where(double.IsFinite).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var (low, high) = (all.Min(), all.Max());
        if (!(high > low))
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        json.WriteStartObject("histogram");
        json.Short("edges", Enumerable.Range(0, Bins + 1).Select(i => low + ((high - low) * i / Bins)).Select(edge => isLog ? Math.Exp(edge) : edge));
        json.Short("start", Counts(start));
        json.Short("tuned", Counts(tuned));
        json.WriteEndObject();

        IEnumerable<double> Counts(IEnumerable<double> values)
        {
            var counts = new double[Bins];
            foreach (var value in values.Select(On).Where(double.IsFinite))
            {
                counts[Math.Min(Bins - 1, (int)((value - low) / (high - low) * Bins))]++;
            }

            return counts;
        }
    }

    private static double[] Sorted(double[] values)
    {
        var sorted = Array.FindAll(values, double.IsFinite);
        Array.Sort(sorted);
        return sorted;
    }

    private static double? Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + ((sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]) * (place - below));
    }
}
