using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.Dsl;
using Hyper.Runtime.Spaces;

namespace Hyper.App.Reporting;

/// <summary>The way of one hyperparameter through a run.</summary>
/// <param name="Points">Natural values at steps, ascending; empty where nothing is known.</param>
/// <param name="Start">Natural values that it started from.</param>
internal sealed record HyperparameterWay(IReadOnlyList<(double Step, double[] Values)> Points, IReadOnlyList<double> Start)
{
    private const int MostPoints = 120;

    /// <summary>Finds the way: from the trajectory, or, of one value, from the reports.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">The hyperparameter.</param>
    /// <param name="record">What is known of it.</param>
    /// <param name="offset">Where its first value is among all.</param>
    public static HyperparameterWay Of(RunFolder run, string name, HyperparameterRecord record, int offset)
    {
        var count = record.Tuned.Count;
        IReadOnlyList<(double Step, double[] Values)> points = [];
        if (run.Trajectory is { } trajectory && offset + count <= trajectory.Count && run.Hyperparameters.Count > 0)
        {
            var transform = new Transform(Enum.Parse<Scale>(record.Scale, ignoreCase: true), record.Min ?? double.NegativeInfinity, record.Max ?? double.PositiveInfinity);
            points = [.. ThinnedSeries.Indices(trajectory.Steps.Length, count == 1 ? ThinnedSeries.MostPoints : MostPoints).Select(i =>
                (trajectory.Steps[i], Array.ConvertAll(trajectory.At(i)[offset..(offset + count)], transform.ToNatural)))];
        }
        else if (count == 1)
        {
            points = [.. run.History.Where(line => line.Hyperparameters.ContainsKey(name)).Select(line => ((double)line.Step, new[] { line.Hyperparameters[name].Mean ?? double.NaN }))];
        }

        var start = run.Run.Start?.GetValueOrDefault(name) ?? (points.Count > 0 && points[0].Step == 0 ? points[0].Values : [.. Enumerable.Repeat(record.Initial, count)]);
        return new(points, start);
    }
}
