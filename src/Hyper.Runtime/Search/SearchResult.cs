using Hyper.Runtime.Search.Loops;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Ensembles;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search;

/// <summary>What a search found. Each search has a class of its own that derives from it, so that a signature can name it without type arguments: <c>SearchDigits.Result</c>.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
public class SearchResult<TTrained, THyperparameters> : ISearchResult
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private readonly TrainingResult<TTrained, THyperparameters> training;
    private readonly IReadOnlyList<string> warnings;

    internal SearchResult(TrainingResult<TTrained, THyperparameters> training, TrialOutcome outcome, IReadOnlyList<string> warnings, TimeSpan elapsed)
    {
        this.training = training;
        this.warnings = warnings;
        Trials = outcome.Records;
        Ending = outcome.Ending;
        Failure = outcome.Failure;
        Elapsed = elapsed;
        Best = Trials.MinBy(trial => trial.RankingLoss)!;
    }

    /// <summary>Takes over what a search found, and with it the duty to dispose of it; generated code calls this.</summary>
    /// <param name="found">What is not used any more by itself.</param>
    protected SearchResult(SearchResult<TTrained, THyperparameters> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        training = found.training;
        warnings = found.warnings;
        Trials = found.Trials;
        Ending = found.Ending;
        Failure = found.Failure;
        Elapsed = found.Elapsed;
        Best = found.Best;
    }

    /// <summary>The model of the best trial, as its training left it.</summary>
    public TTrained Model => training.Model;

    /// <summary>The hyperparameters of the best trial, natural values.</summary>
    public THyperparameters Hyperparameters => training.Hyperparameters;

    /// <summary>The trial with the lowest validation loss; of equal ones the first.</summary>
    public TrialRecord Best { get; }

    /// <summary>All trials, in the order of their proposals.</summary>
    public IReadOnlyList<TrialRecord> Trials { get; }

    /// <summary>The hyperparameters of a trial, natural values.</summary>
    /// <param name="trial">One of <see cref="Trials"/>.</param>
    public static THyperparameters HyperparametersOf(TrialRecord trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return THyperparameters.FromNatural([.. trial.Specification.NaturalValues(THyperparameters.Space)]);
    }

    /// <summary>The lowest validation loss after so many trials, in the order of their proposals: a point for each trial that lowered it.</summary>
    public IReadOnlyList<SearchPoint> BestOverTrials => SearchPoint.BestSoFar(Trials);

    /// <summary>The lowest validation loss after so many seconds, in the order in which trials ended: a point for each trial that lowered it.</summary>
    public IReadOnlyList<SearchPoint> BestOverSeconds => SearchPoint.BestSoFar(Trials.OrderBy(trial => trial.FinishedSeconds));

    /// <summary>The validation loss of <see cref="Model"/> over the whole validation split.</summary>
    public double ValidationLoss => training.ValidationLoss;

    /// <summary>The metrics of <see cref="Model"/> over the whole validation split, by name; empty where it has none.</summary>
    public IReadOnlyDictionary<string, double> Metrics => training.Metrics;

    /// <summary>The losses of each trial, in the order of their proposals; not numbers where it failed.</summary>
    public IReadOnlyList<HistoryEntry> History =>
        [.. Trials.Select((trial, index) => new HistoryEntry(index + 1, trial.TrainingLoss ?? double.NaN, trial.ValidationLoss ?? double.NaN, trial.FinishedSeconds ?? double.NaN))];

    /// <summary>
    /// Says how many trials failed, and why the first of them did, and what was found wrong with the compiled passes, a
    /// sentence each; empty where nothing is wrong.
    /// </summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. training.Warnings,
        .. Trials.FirstOrDefault(trial => trial.Status == TrialStatus.Failed) is { } failed
            ? [$"{Trials.Count(trial => trial.Status == TrialStatus.Failed)} of {Trials.Count} trials failed; the first was trial {failed.Specification.Trial}: {failed.Failure}"]
            : Array.Empty<string>(),
        .. Ending == RunEnding.Cancelled ? [$"The search was cancelled after {Trials.Count} trials."] : Array.Empty<string>(),
        .. Failure is { } failure ? [$"The search ended after {Trials.Count} trials with {failure.GetType().Name}: {failure.Message}"] : Array.Empty<string>(),
        .. warnings,
    ];

    /// <summary>
    /// Why the search ended where it did. A search that is cancelled, or that an error ends, gives what was finished before, where
    /// that is a trial at least.
    /// </summary>
    public RunEnding Ending { get; }

    /// <summary>The error that ended the search; null where none did.</summary>
    public Exception? Failure { get; }

    /// <summary>Time from the start of the search to its end.</summary>
    public TimeSpan Elapsed { get; }

    TrainedModel ITuningResult.Model => Model;

    TrainedModel ITuningResult.Final => Model;

    double? ITuningResult.OutOfFoldLoss => null;

    IRefitResult? ITuningResult.Refit => null;

    HyperparameterSpace ITuningResult.Space => THyperparameters.Space;

    int ITuningResult.BestStep => Best.Steps;

    int ITuningResult.ResumedFrom => 0;

    Trajectory? ITuningResult.Trajectory => null;

    IReadOnlyList<double>? ITuningResult.PerturbationScales => null;

    bool ITuningResult.HasResponse => false;

    double ITuningResult.ValidationLossAt(IReadOnlyList<double> natural) => throw NoResponse();

    Ensemble<TrainedModel> ITuningResult.Ensemble(int members, EnsembleOptions? options) => throw NoResponse();

    void ITuningResult.SaveResponse(string path) => throw NoResponse();

    IReadOnlyList<double> ITuningResult.NaturalValues => Best.Specification.NaturalValues(THyperparameters.Space);

    /// <inheritdoc/>
    public void Dispose() => training.Dispose();

    private static HyperDslException NoResponse() => new("A search trains at the points that it tries, and has no response that answers at others. Train at the values with TrainAtAsync.");
}
