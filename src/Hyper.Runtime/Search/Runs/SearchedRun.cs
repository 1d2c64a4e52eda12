using System.Diagnostics;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Host;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search.Runs;

/// <summary>Has one run of a search go to a step, from its checkpoint where it has one, and records what it has come to.</summary>
internal static class SearchedRun
{
    /// <summary>Runs.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="specification">The settings, and the step to go to.</param>
    /// <param name="splits">Training and validation rows, and test rows where the settings ask for their loss.</param>
    /// <param name="folder">The run's own checkpoints.</param>
    /// <param name="keep">Takes the result of a run that was completed over.</param>
    /// <param name="cancellation">Stops the run between two steps.</param>
    /// <returns>The record: of a failed run too, so that a search goes on.</returns>
    /// <exception cref="NoRoomException">Memory did not suffice.</exception>
    /// <exception cref="HyperDslException">A setting, the data or the checkpoints are unusable: no other run would do better.</exception>
    public static async Task<TrialRecord> RunAsync<TResult>(
        SearchedExperiment<TResult> experiment, TrialSpecification specification, DataSplits splits, CheckpointFolder folder, Action<TrialRecord, TResult> keep, CancellationToken cancellation)
        where TResult : class, ITuningResult
    {
        var watch = Stopwatch.StartNew();
        TResult result;
        try
        {
            result = await experiment.RunAsync(splits, folder, specification.Settings, cancellation).ConfigureAwait(false);
        }
        catch (DivergedException diverged)
        {
            diverged.LastGood?.Dispose();
            return Failed(diverged.Step, diverged.Message);
        }
        catch (Exception failure) when (MemoryShortage.Is(failure))
        {
            throw new NoRoomException(Failed(0, $"Memory does not suffice: {failure.Message}"), failure);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or HyperDslException))
        {
            // The model's own code, at these settings: at others it may well go on.
            return Failed(0, $"{failure.GetType().Name}: {failure.Message}");
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var loss = result.OutOfFoldLoss ?? result.ValidationLoss;
        if (!double.IsFinite(loss) || result.Ending == RunEnding.Diverged)
        {
            // What it was before it diverged is no promise for what it would be further on.
            var why = result.Ending == RunEnding.Diverged
                ? result.Warnings.FirstOrDefault(warning => warning.StartsWith("The run diverged", StringComparison.Ordinal)) ?? "The run diverged."
                : FormattableString.Invariant($"The validation loss of the run is {loss}.");
            var step = result.BestStep;
            result.Dispose();
            return Failed(step, why);
        }

        var record = new TrialRecord
        {
            Specification = specification,
            Status = TrialStatus.Completed,
            ValidationLoss = loss,
            TrainingLoss = result.History.Count > 0 ? result.History[^1].TrainingLoss : null,
            TestLoss = specification.Settings.MeasureTest && splits.Test is { } test ? result.Final.ValidationLoss(test) : null,
            Steps = result.BestStep,
            Seconds = seconds,
        };
        keep(record, result);
        return record;

        TrialRecord Failed(int steps, string why) => new()
        {
            Specification = specification,
            Status = TrialStatus.Failed,
            Steps = steps,
            Seconds = watch.Elapsed.TotalSeconds,
            Failure = why,
        };
    }
}
