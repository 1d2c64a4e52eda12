using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Search.Journal;
using Hyper.Runtime.Search.Loops;
using Hyper.Runtime.Search.Plans;
using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search;

/// <summary>Runs compiled searches; their <c>RunAsync</c> and <c>TrialAsync</c> call this.</summary>
public static class BlackBoxSearch
{
    /// <summary>Searches hyperparameters by ordinary trainings.</summary>
    /// <param name="experiment">The experiment's full name, for the specifications.</param>
    /// <param name="method">The algorithm, and what else is compiled in.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="progress">Receives a report after each trial; null for none.</param>
    /// <param name="cancellation">Stops the search, and the trials under way between two steps.</param>
    /// <param name="journal">Where finished trials are kept, and taken from where they are there; null for nowhere.</param>
    /// <param name="carried">Who trains the trials, where it is not this process; null for this one.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, the data are unusable, or every trial failed.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static Task<SearchResult<TTrained, THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
        string experiment,
        SearchMethod method,
        DataSplits splits,
        ExperimentSettings settings,
        OptimizerKind optimizer,
        IProgress<TuningProgress>? progress,
        CancellationToken cancellation,
        SearchJournal? journal = null,
        CarriedTrials? carried = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> =>
        RunAsync<TModel, TTrained, THyperparameters>(experiment, method, splits, settings, optimizer, progress, TimeProvider.System, cancellation, journal, carried);

    /// <summary>Runs one trial, as its specification says.</summary>
    /// <param name="specification">What to train.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="cancellation">Stops the trial between two steps.</param>
    /// <returns>Its record; that of a failed trial where it diverged.</returns>
    /// <exception cref="HyperDslException">A value or setting is out of range, the device cannot be had, or the data are unusable.</exception>
    /// <exception cref="OperationCanceledException">The trial was cancelled.</exception>
    public static Task<TrialRecord> TrialAsync<TModel, TTrained, THyperparameters>(
        TrialSpecification specification, DataSplits splits, OptimizerKind optimizer, CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(splits);
        return AloneAsync();

        async Task<TrialRecord> AloneAsync()
        {
            try
            {
                return await Trial.RunAsync<TModel, TTrained, THyperparameters>(specification, splits, optimizer, Keep, cancellation).ConfigureAwait(false);
            }
            catch (NoRoomException shortage)
            {
                return shortage.Record;
            }
        }

        void Keep(TrainingResult<TTrained, THyperparameters> result)
        {
            using (result)
            {
                if (specification.Model is { } file)
                {
                    result.Model.Save(file);
                }
            }
        }
    }

    /// <summary>The same with a clock of the caller's.</summary>
    internal static async Task<SearchResult<TTrained, THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
        string experiment,
        SearchMethod method,
        DataSplits splits,
        ExperimentSettings settings,
        OptimizerKind optimizer,
        IProgress<TuningProgress>? progress,
        TimeProvider clock,
        CancellationToken cancellation,
        SearchJournal? journal = null,
        CarriedTrials? carried = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        using var rows = splits.Share();
        var space = new SearchSpace(THyperparameters.Space, settings.Tied, settings.Fixed);
        var plan = SearchPlan.Of(method.Algorithm, method.Sampling, method.Kernel, space.Dimensions, settings);
        var budget = TrialBudget.Of<TModel, TTrained, THyperparameters>(rows, settings);
        using var file = journal is null ? null : JournalFile.Open(journal.Path, JournalHeader.Of(experiment, $"{method.Algorithm}, {method.Sampling}, {method.Kernel}", THyperparameters.Space, rows, settings));
        using var best = new BestTrial<TTrained, THyperparameters>();
        var sites = new TrialSites();
        var loop = new TrialLoop(RunTrialAsync, carried?.AtATime ?? budget.Parallelism, settings.TimeLimit, clock)
        {
            Earlier = TimeSpan.FromSeconds(file?.Seconds ?? 0),
            Keep = record => file?.Add(record),
            Report = (record, done) => progress?.Report(new TuningProgress(
                done,
                plan.Planned,
                record.TrainingLoss ?? double.NaN,
                record.ValidationLoss ?? double.NaN,
                TimeSpan.FromSeconds(record.FinishedSeconds ?? 0),
                HyperparameterSummary.Of(THyperparameters.Space, record.Specification.NaturalValues(THyperparameters.Space)))),
        };
        var outcome = await (plan.Asynchronous is { } asynchronous
            ? loop.RunAsync(asynchronous, Kept(), cancellation)
            : loop.RunAsync(plan.Rounds!, cancellation)).ConfigureAwait(false);
        if (best.Missing is { } missing)
        {
            // Of an earlier part of the search there are numbers and no weights: a trial is a function of its specification.
            var again = outcome.Records.First(record => record.Specification.Trial == missing).Specification;
            await Trial.RunAsync<TModel, TTrained, THyperparameters>(again, rows, optimizer, result => best.Offer(result, missing), CancellationToken.None).ConfigureAwait(false);
        }

        return best.HandOver() is { } training
            ? new SearchResult<TTrained, THyperparameters>(training, outcome, [.. ((string?[])[loop.Warning, sites.Warning]).OfType<string>()], loop.Elapsed)
            : best.Missing is { } lost ? throw new HyperDslException($"Trial {lost}, the best one of the journal, comes to nothing where it is trained again: another machine has written it, or another version of the program.")
            : throw new HyperDslException($"Each of the {outcome.Records.Count} trials failed; the first: {outcome.Records[0].Failure}");

        Task<TrialRecord> RunTrialAsync(Proposal proposal, int number, CancellationToken stop)
        {
            var specification = new TrialSpecification
            {
                Experiment = experiment,
                Trial = number,
                Hyperparameters = TrialSpecification.ByName(THyperparameters.Space, space.ToNatural(proposal.Point)),
                // The limit of time is the search's own.
                Settings = settings with { Steps = proposal.Steps, Threads = budget.Threads, WarmupSteps = 0, TimeLimit = 0 },
                Point = plan.Asynchronous is null ? null : proposal.Point,
            };
            if (plan.Asynchronous is null && file?.Find(specification) is { } kept)
            {
                best.Note(kept);
                return Task.FromResult(kept);
            }

            return carried is null
                ? Trial.RunAsync<TModel, TTrained, THyperparameters>(specification, rows, optimizer, result => best.Offer(result, number), stop)
                : CarryAsync(specification, stop);
        }

        // Which trial comes next depends on the order in which they ended, so those that have ended are where an asynchronous search goes on from.
        IReadOnlyList<TrialRecord> Kept()
        {
            IReadOnlyList<TrialRecord> records = file is null ? [] : file.Records;
            foreach (var record in records)
            {
                best.Note(record);
            }

            return records;
        }

        // What comes back is numbers; the best one's weights are trained again in the end.
        async Task<TrialRecord> CarryAsync(TrialSpecification specification, CancellationToken stop)
        {
            var record = sites.Own(specification, await carried.RunAsync(specification, stop).ConfigureAwait(false));
            best.Note(record);
            return record;
        }
    }
}
