using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Health;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Ordinary;
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
    /// <param name="control">Checkpoints, and the wish to stop; null for neither.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, the data are unusable, or a checkpoint is.</exception>
    /// <exception cref="DivergedException">A loss stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<TuningResult<TModel, TTrained, THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
        Func<DataSplits, ExperimentSettings, TuningRun<TModel, TTrained, THyperparameters>> create,
        DataSplits splits,
        ExperimentSettings settings,
        IProgress<TuningProgress>? progress,
        CancellationToken cancellation,
        THyperparameters? start = default,
        RunControl? control = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(settings);
        return RunThread.Start(splits, Run, cancellation);

        TuningResult<TModel, TTrained, THyperparameters> Run(DataSplits rows, CancellationToken cancelled)
        {
            using var store = control?.Checkpoints is { } folder ? CheckpointStore.Open(folder) : null;
            if (settings.Refit)
            {
                Refitting.Require(THyperparameters.Space);
            }

            using var folds = settings.Folds > 1 ? Deal(rows, settings, THyperparameters.Space.Hyperparameters) : null;
            using var run = create(folds?.Splits[0] ?? rows, settings);
            if (folds is not null)
            {
                run.Lead([.. folds.Splits.Skip(1).Select((splits, index) => create(splits, settings with { Seed = unchecked(settings.Seed + index + 1) }))]);
            }

            using var threads = ThreadBudget.Enter(settings, run.Work);
            if (start is not null)
            {
                run.StartFrom(start);
            }

            run.RequireFit();
            var trajectory = new Trajectory(run.ReadUnconstrained());
            using var stopping = EarlyStopping.OfRun(settings, run.Evaluations, run.WholeState, run.Metrics);
            using var evaluated = stopping is null ? null : new ElementaryWeights(TModel.Weights, 1, run.Place.Type, run.Place.Device);

            // A state to go back to where a loss goes out of bounds: where the best one is kept, it is that one, or one from before there is a best.
            using var kept = stopping?.KeepsBest == true ? null : new KeptState(run.WholeState, mayGoWithout: true);
            using var health = settings.HealthChecks > 0 ? new HealthMonitor(run, folds?.Splits[0] ?? rows, settings, TModel.Weights, THyperparameters.Space) : null;
            var clock = new RunClock(settings, run.StepCount, progress, control?.Stop ?? default, control?.Checkpoints?.PauseAt);
            var checkpoints = store is null
                ? null
                : new RunCheckpoints(
                    store,
                    run.IdentityOf(control!, rows),
                    [("run", run), ("trajectory", trajectory), ("kept", kept), ("stopping", stopping), ("health", health), ("clock", clock)]);
            checkpoints?.Resume(run.ModelIdentity, run.LengthSetting, run.StepCount, run.Place.Device);
            var resumedFrom = clock.Done;
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
                        Keep = KeepGood,
                        Evaluate = Evaluate,
                        IsDone = () => stopping?.IsOver == true,
                        Recover = () => stopping?.HasBest == true,
                        Checkpoint = (step, inAnyCase) => checkpoints?.Keep(step, inAnyCase),
                        Health = done => health?.ReadWhenDue(done),
                        Measure = Measure,
                        FirstValidation = run.ReadFirstValidation,
                        Warnings = Found,
                    },
                    cancelled);
            }
            catch (DivergedException diverged) when (kept?.HasKept == true || stopping?.HasEarly == true)
            {
                diverged.LastGood = Result(RunEnding.Diverged, RestoreGood());
                throw;
            }

            return Result(clock.Ending, stopping?.Restore() == true ? stopping.BestStep : clock.Done);

            TuningResult<TModel, TTrained, THyperparameters> Result(RunEnding ending, int step)
            {
                var foldLosses = folds is null ? [] : FoldLosses();
                var rule = run.InnerRule;
                var (response, validation, scale, deviations) = (run.HandOver(), run.HandOverValidation(), run.ReadScale(), run.ReadDeviations());
                IReadOnlyList<string> warnings = [.. Found(), .. clock.Warnings];

                // The buffers of the run go before those of its result come.
                run.Dispose();
                var result = new TuningResult<TModel, TTrained, THyperparameters>(response, validation, clock.History, trajectory, scale, deviations, warnings, ending, clock.Elapsed)
                {
                    BestStep = step,
                    ResumedFrom = resumedFrom,
                    Folds = foldLosses,
                };
                return settings.Refit && ending is not (RunEnding.Diverged or RunEnding.Paused) ? Refitted(result, rule) : result;
            }

            TuningResult<TModel, TTrained, THyperparameters> Refitted(TuningResult<TModel, TTrained, THyperparameters> result, OptimizerKind rule)
            {
                try
                {
                    result.Refit = Refitting.Run<TModel, TTrained, THyperparameters>(result.Hyperparameters, rows, settings, rule, null, cancelled);
                    return result;
                }
                catch
                {
                    result.Dispose();
                    throw;
                }
            }

            IReadOnlyList<FoldLoss> FoldLosses()
            {
                using var weights = new ElementaryWeights(TModel.Weights, 1, run.Place.Type, run.Place.Device);
                return run.EvaluateFolds(weights);
            }

            IReadOnlyList<string> Found() => [.. run.Warnings, .. checkpoints?.Warnings ?? [], .. stopping?.Warnings ?? []];

            void KeepGood(int step)
            {
                kept?.Keep(step);
                if (kept is null)
                {
                    stopping!.KeepEarly(step);
                }
            }

            int RestoreGood()
            {
                if (kept is null)
                {
                    return stopping!.RestoreEarly();
                }

                kept.Restore();
                return kept.Step;
            }

            SplitReading? Evaluate(int step, bool isLast)
            {
                if (stopping?.IsDue(step, isLast) != true)
                {
                    return null;
                }

                var reading = run.EvaluateValidation(evaluated!);
                stopping.Note(step, reading);
                return reading;
            }

            RunMeasures Measure(int step)
            {
                trajectory.Add(step, run.ReadUnconstrained());
                return run.Measure();
            }
        }
    }

    private static RowFolds Deal(DataSplits rows, ExperimentSettings settings, IReadOnlyList<HyperparameterInfo> hyperparameters)
    {
        if (hyperparameters.FirstOrDefault(info => info.IsPerExample) is { } each)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"Folds is {settings.Folds}, and {each.Name} has a value for each training row, which every fold has others of. Use Folds = 1."));
        }

        return RowFolds.Deal(rows, settings);
    }
}
