using Hyper.App.Records;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Results;

namespace Hyper.App.Running;

/// <summary>Reports of a run as lines of its history.</summary>
internal static class HistoryLines
{
    /// <summary>The line of a report.</summary>
    public static HistoryLine Of(TuningProgress report) =>
        new(report.Step, Finite(report.TrainingLoss), Finite(report.ValidationLoss), Finite(report.Elapsed.TotalSeconds))
        {
            SplitLoss = report.SplitLoss is { } loss ? Finite(loss) : null,
            Metrics = report.Metrics is { Count: > 0 } metrics ? metrics.Where(metric => double.IsFinite(metric.Value)).ToDictionary(metric => metric.Key, metric => metric.Value) : null,
            Hyperparameters = report.Hyperparameters.ToDictionary(
                values => values.Name, values => new ValueSummary(values.Count, Finite(values.Min), Finite(values.Mean), Finite(values.Max))),
            Health = report.Health is { } health ? Of(health) : null,
            Warnings = report.Warnings,
        };

    private static Dictionary<string, double?> Of(HealthReading health) => new()
    {
        ["best_response_gap"] = Finite(health.BestResponseGap),
        ["validation_loss"] = Finite(health.ValidationLoss),
        ["held_out_loss"] = Finite(health.HeldOutLoss),
        ["held_out_error"] = Finite(health.HeldOutError),
        ["saturation"] = Finite(health.Saturation),
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
