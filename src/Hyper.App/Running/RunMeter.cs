using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hyper.Runtime.Training.Results;

namespace Hyper.App.Running;

/// <summary>What a host can watch: the meter and the activity source <c>HyperDsl</c>.</summary>
internal static class RunMeter
{
    /// <summary>The name of both.</summary>
    public const string Name = "HyperDsl";

    private static readonly Meter meter = new(Name);
    private static readonly ActivitySource activities = new(Name);

    private static readonly Counter<long> steps = meter.CreateCounter<long>("hyperdsl.steps", "{step}", "Steps done; of a search, trials.");
    private static readonly Histogram<double> stepSeconds = meter.CreateHistogram<double>("hyperdsl.step.duration", "s", "Seconds a step, the mean between two reports.");
    private static readonly Gauge<double> trainingLoss = meter.CreateGauge<double>("hyperdsl.training_loss", null, "The training loss at the last report.");
    private static readonly Gauge<double> validationLoss = meter.CreateGauge<double>("hyperdsl.validation_loss", null, "The validation loss at the last report.");

    /// <summary>The activity of a run; null where nobody listens.</summary>
    public static Activity? Start(string experiment, int seed) =>
        activities.StartActivity("hyperdsl.run")?.SetTag("hyperdsl.experiment", experiment).SetTag("hyperdsl.seed", seed);

    /// <summary>What passes reports of a run on to whoever listens.</summary>
    public static Action<TuningProgress> Of(string experiment)
    {
        var tag = new KeyValuePair<string, object?>("experiment", experiment);
        (int Step, TimeSpan At)? last = null;
        return report =>
        {
            // A run that goes on has steps behind it that are not this process's.
            if (last is { } before && report.Step > before.Step)
            {
                steps.Add(report.Step - before.Step, tag);
                stepSeconds.Record((report.Elapsed - before.At).TotalSeconds / (report.Step - before.Step), tag);
            }

            last = (report.Step, report.Elapsed);
            if (double.IsFinite(report.TrainingLoss))
            {
                trainingLoss.Record(report.TrainingLoss, tag);
            }

            if ((report.SplitLoss ?? report.ValidationLoss) is var loss && double.IsFinite(loss))
            {
                validationLoss.Record(loss, tag);
            }
        };
    }
}
