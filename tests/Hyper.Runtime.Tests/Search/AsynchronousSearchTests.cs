using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Searches that start the next trial as soon as one has ended.</summary>
public sealed class AsynchronousSearchTests
{
    static AsynchronousSearchTests() => NativeBackend.EnsureLoaded();

    private static ExperimentSettings Halving => HalveSmallNetwork.Settings with { Asynchronous = true };

    private static ExperimentSettings Bayesian => BayesianSmallNetwork.Settings with { Asynchronous = true };

    [Fact]
    public async Task One_at_a_time_it_comes_to_the_same_bits_each_time()
    {
        using var data = SmallData.Labelled();
        using var one = await HalveSmallNetwork.RunAsync(data, Halving with { Parallelism = 1 });
        using var other = await HalveSmallNetwork.RunAsync(data, Halving with { Parallelism = 1 });
        Same(one.Trials, other.Trials);
        using var synchronous = await HalveSmallNetwork.RunAsync(data);
        Assert.Equal(
            synchronous.Trials.GroupBy(trial => trial.Specification.Settings.Steps).ToDictionary(rung => rung.Key, rung => rung.Count()),
            one.Trials.GroupBy(trial => trial.Specification.Settings.Steps).ToDictionary(rung => rung.Key, rung => rung.Count()));
        Assert.Equal(one.Trials.Min(trial => trial.ValidationLoss), one.ValidationLoss);
        Assert.All(synchronous.Trials, trial => Assert.Null(trial.Specification.Point));

        using var first = await BayesianSmallNetwork.RunAsync(data, Bayesian with { Parallelism = 1 });
        using var second = await BayesianSmallNetwork.RunAsync(data, Bayesian with { Parallelism = 1 });
        Same(first.Trials, second.Trials);
        Assert.Equal(8, first.Trials.Count);
    }

    [Fact]
    public async Task Several_at_a_time_have_all_trials_and_each_is_what_its_specification_says()
    {
        using var data = SmallData.Labelled();
        using var result = await HalveSmallNetwork.RunAsync(data, Halving with { Parallelism = 3 });
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Equal(Enumerable.Range(0, result.Trials.Count), result.Trials.Select(trial => trial.Specification.Trial));
        var trial = result.Trials[^1];
        Assert.Equal(trial.ValidationLoss, (await HalveSmallNetwork.TrialAsync(TrialSpecification.FromJson(trial.Specification.ToJson()), data)).ValidationLoss);
    }

    [Fact]
    public async Task A_trial_that_takes_for_ever_holds_nobody_up()
    {
        using var data = SmallData.Labelled();
        // Of nine trials on the lowest rung eight end, two on the next, and none goes on from there before the ninth has ended.
        const int Others = 10;
        var others = new TaskCompletionSource();
        var ended = 0;
        var carried = new CarriedTrials(
            async (specification, stop) =>
            {
                if (specification.Trial == 0)
                {
                    await others.Task;
                }

                var record = await HalveSmallNetwork.TrialAsync(specification, data, stop);
                if (Interlocked.Increment(ref ended) == Others)
                {
                    others.SetResult();
                }

                return record;
            },
            AtATime: 2);
        using var result = await HalveSmallNetwork.RunAsync(data, null, Halving, carried: carried);
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Equal(13, result.Trials.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public async Task It_goes_on_from_its_journal_by_what_has_ended(int after)
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var journal = new SearchJournal(Path.Combine(folder.Root, "search.journal"));
        using var cancellation = new CancellationTokenSource();
        using var part = await HalveSmallNetwork.RunAsync(data, journal, Halving with { Parallelism = 3 }, new After(after, cancellation.Cancel), cancellation.Token);
        Assert.Equal(RunEnding.Cancelled, part.Ending);

        using var resumed = await HalveSmallNetwork.RunAsync(data, journal, Halving with { Parallelism = 3 });

        Assert.Equal(RunEnding.Completed, resumed.Ending);
        var kept = part.Trials.Select(trial => trial.ToJson()).ToHashSet();
        Assert.Superset(kept, resumed.Trials.Select(trial => trial.ToJson()).ToHashSet());
        using var whole = await HalveSmallNetwork.RunAsync(data);
        Assert.Equal(whole.Trials.Count, resumed.Trials.Count);
        Assert.Equal(resumed.Trials.Count, resumed.Trials.Select(trial => trial.Specification.Trial).Distinct().Count());
        Assert.Equal(resumed.Trials.Min(trial => trial.ValidationLoss), resumed.ValidationLoss);

        // And once more, when there is nothing left to do.
        using var again = await HalveSmallNetwork.RunAsync(data, journal, Halving);
        Same(resumed.Trials, again.Trials);
    }

    [Fact]
    public async Task The_journal_of_a_search_in_rounds_is_that_of_another_search()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var journal = new SearchJournal(Path.Combine(folder.Root, "search.journal"));
        using var whole = await HalveSmallNetwork.RunAsync(data, journal);
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => HalveSmallNetwork.RunAsync(data, journal, Halving));
        Assert.Contains("settings.asynchronous is false in the journal and true in this search", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_carries_the_trials_ends_the_search_with_those_that_were_finished()
    {
        using var data = SmallData.Labelled();
        var carried = new CarriedTrials(
            (specification, stop) => specification.Trial < 4 ? HalveSmallNetwork.TrialAsync(specification, data, stop) : throw new HyperDslException("The ledger is gone."), AtATime: 1);
        using var result = await HalveSmallNetwork.RunAsync(data, null, Halving, carried: carried);
        Assert.Equal(RunEnding.Failed, result.Ending);
        Assert.Equal(4, result.Trials.Count);
        Assert.Contains(result.Warnings, warning => warning.Contains("The ledger is gone.", StringComparison.Ordinal));
    }

    private static void Same(IReadOnlyList<TrialRecord> one, IReadOnlyList<TrialRecord> other) =>
        Assert.Equal(one.Select(Timeless), other.Select(Timeless));

    private static string Timeless(TrialRecord record) => (record with { Seconds = 0, FinishedSeconds = null }).ToJson();
}
