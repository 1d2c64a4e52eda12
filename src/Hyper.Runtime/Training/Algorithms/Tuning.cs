using Hyper.Runtime.Data;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>Runs compiled experiments; their <c>RunAsync</c> calls this.</summary>
public static class Tuning
{
    /// <summary>Runs an experiment to its end on a thread of its own.</summary>
    /// <param name="create">Creates the compiled run.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="progress">Receives reports, on the run's thread; null for none.</param>
    /// <param name="cancellation">Stops the run between two steps.</param>
    /// <param name="start">Natural values to start from; null for the initial ones.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    /// <exception cref="DivergedException">A loss stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<TuningResult<TModel, TTrained, THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
        Func<DataSplits, ExperimentSettings, TuningRun<TModel, TTrained, THyperparameters>> create,
        DataSplits splits,
        ExperimentSettings settings,
        IProgress<TuningProgress>? progress,
        CancellationToken cancellation,
        THyperparameters? start = default)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(settings);
        var rows = splits.Share();
        return RunThread.Start(Run, cancellation, rows);

        TuningResult<TModel, TTrained, THyperparameters> Run(CancellationToken stop)
        {
            using var run = create(rows, settings);
            using var threads = ThreadBudget.Enter(settings, run.Work);
            if (start is not null)
            {
                run.StartFrom(start);
            }

            var trajectory = new Trajectory(run.ReadUnconstrained());
            using var kept = new KeptState(run.State, mayGoWithout: true);
            using var health = settings.HealthChecks > 0 ? new HealthMonitor(run, rows, settings, TModel.Weights, THyperparameters.Space) : null;
            var clock = new RunClock(settings, run.StepCount, progress);
            try
            {
                clock.Run(
                    new RunCourse
                    {
                        Step = run.Step,
                        Losses = run.ReadLosses,
                        FirstLoss = () => run.ReadLosses().Training,
                        Natural = run.ReadNatural,
                        Space = THyperparameters.Space,
                        LikelyCause = run.LikelyCause,
                        Keep = kept.Keep,
                        Health = done => health?.ReadWhenDue(done),
                        Measure = Measure,
                        FirstValidation = run.ReadFirstValidation,
                        Warnings = () => run.Warnings,
                    },
                    stop);
            }
            catch (DivergedException diverged) when (kept.HasKept)
            {
                kept.Restore();
                diverged.LastGood = Result(RunEnding.Diverged);
                throw;
            }

            return Result(clock.Ending);

            TuningResult<TModel, TTrained, THyperparameters> Result(RunEnding ending)
            {
                var (response, validation, scale, warnings) = (run.HandOver(), run.HandOverValidation(), run.ReadScale(), clock.Warning is { } warning ? (IReadOnlyList<string>)[.. run.Warnings, warning] : run.Warnings);

                // The buffers of the run go before those of its result come.
                run.Dispose();
                return new(response, validation, clock.History, trajectory, scale, warnings, ending, clock.Elapsed);
            }

            RunMeasures Measure(int step)
            {
                trajectory.Add(step, run.ReadUnconstrained());
                return run.Measure();
            }
        }
    }
}
