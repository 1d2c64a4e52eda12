using System.Globalization;
using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Search.Journal;
using Hyper.Runtime.Search.Loops;
using Hyper.Runtime.Search.Plans;
using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Runs;

/// <summary>Searches what a tuned run cannot differentiate: its rates, its scales, its batches, which experiment it is. Each trial is a run, which goes on from its checkpoint.</summary>
public static class RunSearch
{
    /// <summary>Searches.</summary>
    /// <typeparam name="TResult">What the runs give.</typeparam>
    /// <param name="name">The search's full name, for its journal.</param>
    /// <param name="experiments">The experiments to choose among: one, or several of as many steps.</param>
    /// <param name="varied">The settings that are varied, each once.</param>
    /// <param name="numbers">The numbers of the search.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="folder">Where the search keeps its journal and the checkpoints of its runs, and goes on from; null for a folder that is gone when the search ends.</param>
    /// <param name="progress">Receives a report after each trial; null for none.</param>
    /// <param name="cancellation">Stops the search, and the runs under way between two steps; what was finished is the result.</param>
    /// <exception cref="HyperDslException">A number is out of range, the experiments do not go together, the folder is that of another search, the data are unusable, or every run failed.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled before a trial was finished.</exception>
    public static async Task<RunSearchResult<TResult>> RunAsync<TResult>(
        string name,
        IReadOnlyList<SearchedExperiment<TResult>> experiments,
        IReadOnlyList<VariedSetting> varied,
        RunSearchSettings numbers,
        DataSplits splits,
        CheckpointFolder? folder = null,
        IProgress<TuningProgress>? progress = null,
        CancellationToken cancellation = default)
        where TResult : class, ITuningResult
    {
        ArgumentNullException.ThrowIfNull(experiments);
        ArgumentNullException.ThrowIfNull(varied);
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(splits);
        numbers.Validate();
        Require(experiments, varied);
        using var rows = splits.Share();
        var space = new SettingSpace([.. experiments.Select(experiment => experiment.Settings)], varied);
        var plan = PlanOf(numbers, space.Dimensions, experiments[0].Settings);
        using var place = SearchFolder.Open(folder);
        using var journal = JournalFile.Open(place.Journal, HeaderOf(name, experiments, varied, numbers, rows));
        using var best = new BestRun<TResult>();
        var runs = new RunNumbers();
        var loop = new TrialLoop(RunTrialAsync, numbers.Parallelism, numbers.TimeLimit, TimeProvider.System)
        {
            Earlier = TimeSpan.FromSeconds(journal.Seconds),
            Keep = journal.Add,
            Report = (record, done) => progress?.Report(new TuningProgress(
                done,
                plan.Planned,
                record.TrainingLoss ?? double.NaN,
                record.ValidationLoss ?? double.NaN,
                TimeSpan.FromSeconds(record.FinishedSeconds ?? 0),
                [.. record.Specification.Hyperparameters.Select(value => new HyperparameterSummary(value.Key, 1, value.Value[0], value.Value[0], value.Value[0]))])),
        };
        var outcome = await loop.RunAsync(plan, cancellation).ConfigureAwait(false);
        if (best.IsMissing)
        {
            // Of an earlier part of the search there are numbers; the run's last checkpoint has the rest.
            var again = best.Record!.Specification;
            await GoAsync(again, runs.Of(again), CancellationToken.None).ConfigureAwait(false);
        }

        return best.HandOver() is { } result
            ? new RunSearchResult<TResult>(result, best.Record!, outcome.Records, outcome.Ending, outcome.Failure, loop.Warning is { } warning ? [warning] : [], loop.Elapsed)
            : throw new HyperDslException($"Each of the {outcome.Records.Count} runs failed; the first: {outcome.Records[0].Failure}");

        Task<TrialRecord> RunTrialAsync(Proposal proposal, int trial, CancellationToken stop)
        {
            var (experiment, settings, values) = space.At(proposal.Point);
            var specification = new TrialSpecification
            {
                Experiment = experiments[experiment].Name,
                Trial = trial,
                Hyperparameters = varied.Zip(values).ToDictionary(pair => pair.First.Setting.ToString(), pair => (IReadOnlyList<double>)[pair.Second]),
                Settings = settings,
                Until = proposal.Steps,
            };
            var run = runs.Of(proposal.Point, trial);
            if (journal.Find(specification) is { } kept)
            {
                best.Offer(kept, null);
                return Task.FromResult(kept);
            }

            return GoAsync(specification, run, stop);
        }

        Task<TrialRecord> GoAsync(TrialSpecification specification, int run, CancellationToken stop) => SearchedRun.RunAsync(
            experiments.First(experiment => experiment.Name == specification.Experiment),
            specification,
            rows,
            place.Run(run, specification.Until < specification.Settings.Steps ? specification.Until : null),
            best.Offer,
            stop);
    }

    private static ITrialPlan PlanOf(RunSearchSettings numbers, int dimensions, ExperimentSettings settings)
    {
        if (numbers.Algorithm == Algorithm.SuccessiveHalving)
        {
            return new HalvingPlan(new PointSequence(numbers.Sampling, dimensions, numbers.Seed), [Rungs.Of(numbers, settings.Steps, settings.RestartAt)]);
        }

        var trials = settings with { Trials = numbers.Runs, InitialTrials = numbers.InitialRuns, TrialBatch = 1, Asynchronous = false, Seed = numbers.Seed };
        return SearchPlan.Of(numbers.Algorithm, numbers.Sampling, numbers.Kernel, dimensions, trials).Rounds!;
    }

    private static JournalHeader HeaderOf<TResult>(
        string name, IReadOnlyList<SearchedExperiment<TResult>> experiments, IReadOnlyList<VariedSetting> varied, RunSearchSettings numbers, DataSplits rows)
        where TResult : class, ITuningResult
    {
        var words = varied.ToDictionary(setting => setting.Setting.ToString(), setting => setting.Description);
        foreach (var (at, experiment) in experiments.Index())
        {
            // Of the others the numbers, which the first one's stand for beside them.
            words.Add($"experiment {at}", at == 0 ? experiment.Name : $"{experiment.Name}: {RecordJson.Write(experiment.Settings)}");
        }

        // How many run at a time and for how long decides nothing about what each comes to.
        return JournalHeader.OfRuns(name, RecordJson.Write(numbers with { Parallelism = 1, TimeLimit = 0 }), words, rows, experiments[0].Settings);
    }

    private static void Require<TResult>(IReadOnlyList<SearchedExperiment<TResult>> experiments, IReadOnlyList<VariedSetting> varied)
        where TResult : class, ITuningResult
    {
        if (experiments.Count == 0 || (experiments.Count == 1 && varied.Count == 0))
        {
            throw new HyperDslException($"A search of {experiments.Count} experiments and {varied.Count} settings has nothing to choose. Give it two experiments, or one and a setting to vary.");
        }

        if (varied.GroupBy(setting => setting.Setting).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new HyperDslException($"{twice.Key} is varied {twice.Count()} times. Vary it once.");
        }

        if (experiments.GroupBy(experiment => experiment.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new HyperDslException($"The experiment {same.Key} is given {same.Count()} times. Give it once.");
        }

        foreach (var other in experiments.Skip(1))
        {
            if (other.Settings.Steps != experiments[0].Settings.Steps)
            {
                throw new HyperDslException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{experiments[0].Name} has {experiments[0].Settings.Steps} steps and {other.Name} {other.Settings.Steps}: their runs do not compare. Give all experiments of a search as many Steps."));
            }
        }
    }
}
