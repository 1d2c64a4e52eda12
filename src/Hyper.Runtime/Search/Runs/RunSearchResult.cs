using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Runs;

/// <summary>What a search of runs found: the result of its best run, and the records of all.</summary>
/// <typeparam name="TResult">What its runs give.</typeparam>
public class RunSearchResult<TResult> : IDisposable
    where TResult : class, ITuningResult
{
    internal RunSearchResult(TResult best, TrialRecord bestTrial, IReadOnlyList<TrialRecord> trials, RunEnding ending, Exception? failure, IReadOnlyList<string> warnings, TimeSpan elapsed)
    {
        Best = best;
        BestTrial = bestTrial;
        Trials = trials;
        Ending = ending;
        Failure = failure;
        Elapsed = elapsed;
        Warnings =
        [
            .. best.Warnings,
            .. trials.FirstOrDefault(trial => trial.Status == TrialStatus.Failed) is { } failed
                ? [$"{trials.Count(trial => trial.Status == TrialStatus.Failed)} of {trials.Count} trials failed; the first was trial {failed.Specification.Trial}: {failed.Failure}"]
                : Array.Empty<string>(),
            .. ending == RunEnding.Cancelled ? [$"The search was cancelled after {trials.Count} trials."] : Array.Empty<string>(),
            .. failure is null ? Array.Empty<string>() : [$"The search ended after {trials.Count} trials with {failure.GetType().Name}: {failure.Message}"],
            .. warnings,
        ];
    }

    /// <summary>Takes over what a search found, and with it the duty to dispose of it; generated code calls this.</summary>
    /// <param name="found">What is not used any more by itself.</param>
    protected RunSearchResult(RunSearchResult<TResult> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        (Best, BestTrial, Trials, Ending, Failure, Warnings, Elapsed) = (found.Best, found.BestTrial, found.Trials, found.Ending, found.Failure, found.Warnings, found.Elapsed);
    }

    /// <summary>The result of the best run: of those that went furthest the one with the lowest validation loss. It is disposed of with this.</summary>
    public TResult Best { get; }

    /// <summary>The settings of the best run.</summary>
    public ExperimentSettings BestSettings => BestTrial.Specification.Settings;

    /// <summary>The full name of the best run's experiment.</summary>
    public string BestExperiment => BestTrial.Specification.Experiment;

    /// <summary>The record of the best run at its end.</summary>
    public TrialRecord BestTrial { get; }

    /// <summary>
    /// The records of all trials, in the order of their proposals: a run that went on has one for each step that it went to (<c>Specification.Until</c>).
    /// </summary>
    public IReadOnlyList<TrialRecord> Trials { get; }

    /// <summary>The steps that all runs took together, each step once.</summary>
    public long Steps
    {
        get
        {
            // Whoever goes to a step has been at the one before: runs go up all steps together.
            var (steps, before) = (0L, 0);
            foreach (var rung in Trials.GroupBy(trial => trial.Specification.Until ?? 0).OrderBy(rung => rung.Key))
            {
                steps += (long)rung.Count() * (rung.Key - before);
                before = rung.Key;
            }

            return steps;
        }
    }

    /// <summary>Why there are no more trials.</summary>
    public RunEnding Ending { get; }

    /// <summary>The error that ended the search; null where none did.</summary>
    public Exception? Failure { get; }

    /// <summary>What is wrong with the best run, and with the search, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Time from the start of the search to its end, that of earlier parts included.</summary>
    public TimeSpan Elapsed { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Best.Dispose();
        GC.SuppressFinalize(this);
    }
}
