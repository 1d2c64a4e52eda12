using System.Diagnostics;
using Hyper.Dsl;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training;

/// <summary>
/// The steps of a run or of an ordinary training: counts them, reports every so often, keeps the history, and stops for
/// a cancellation or a loss that is no longer finite.
/// </summary>
internal sealed class RunClock
{
    private readonly ExperimentSettings settings;
    private readonly IProgress<TuningProgress>? progress;
    private readonly List<HistoryEntry> history = [];
    private readonly int steps;

    /// <summary>Prepares the clock.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="steps">Steps to run.</param>
    /// <param name="progress">Receives reports; null for none.</param>
    public RunClock(ExperimentSettings settings, int steps, IProgress<TuningProgress>? progress)
    {
        this.settings = settings;
        this.steps = steps;
        this.progress = progress;
    }

    public IReadOnlyList<HistoryEntry> History => history;

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Runs all steps.</summary>
    /// <param name="step">One step, by its index.</param>
    /// <param name="losses">Reads the last losses back (no validation loss before the first); called only when a report is due.</param>
    /// <param name="current">Reads the current hyperparameters back, as natural values; called only when a report is due.</param>
    /// <param name="space">The hyperparameter space.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="measure">Reads what else there is to measure after so many steps; called only when a report is due. Null for nothing.</param>
    /// <param name="isDone">Asked after each report: whether to end before the last step. Null for never.</param>
    public void Run(
        Action<int> step,
        Func<(double Training, double? Validation)> losses,
        Func<double[]> current,
        HyperparameterSpace space,
        CancellationToken cancellation,
        Func<int, RunMeasures>? measure = null,
        Func<bool>? isDone = null)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using (torch.NewDisposeScope())
            {
                step(i);
            }

            var done = i + 1;
            if (done % settings.ReportInterval(steps) == 0 || done == steps)
            {
                Report(done, losses(), current, space, watch.Elapsed, measure);
                if (isDone is not null && isDone())
                {
                    break;
                }
            }
        }

        Elapsed = watch.Elapsed;
    }

    private void Report(int done, (double Training, double? Validation) losses, Func<double[]> current, HyperparameterSpace space, TimeSpan elapsed, Func<int, RunMeasures>? measure)
    {
        var validation = losses.Validation ?? double.NaN;
        if (!double.IsFinite(losses.Training) || (losses.Validation is { } evaluated && !double.IsFinite(evaluated)))
        {
            throw new DivergedException(done, losses.Training, validation);
        }

        var measures = measure?.Invoke(done) ?? RunMeasures.None;
        history.Add(new HistoryEntry(done, losses.Training, validation, elapsed.TotalSeconds) { Measures = measures });
        progress?.Report(new TuningProgress(done, steps, losses.Training, validation, elapsed, Summarise(space, current())) { Measures = measures });
    }

    private static List<HyperparameterSummary> Summarise(HyperparameterSpace space, double[] natural)
    {
        var result = new List<HyperparameterSummary>(space.Hyperparameters.Count);
        foreach (var info in space.Hyperparameters)
        {
            var values = HyperVector.From(natural.AsSpan(info.Offset, info.Count));
            var mean = info.Transform.Scale == Scale.Log ? values.GeometricMean : values.Mean;
            result.Add(new HyperparameterSummary(info.Name, info.Count, values.Min, mean, values.Max));
        }

        return result;
    }
}
