using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Whatever ends a search or disturbs it, what is finished comes back.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class PartialSearchTests
{
    static PartialSearchTests() => NativeBackend.EnsureLoaded();

    private static ExperimentSettings OneByOne => SearchOnOrder.Settings with { Parallelism = 1 };

    [Fact]
    public async Task A_cancelled_search_gives_the_trials_that_were_finished()
    {
        using var data = SmallData.Labelled();
        using var whole = await SearchOnOrder.RunAsync(data);
        Assert.Equal(RunEnding.Completed, whole.Ending);
        using var cancellation = new CancellationTokenSource();
        using var result = await SearchOnOrder.RunAsync(data, OneByOne, new After(3, cancellation.Cancel), cancellation.Token);
        Assert.Equal(RunEnding.Cancelled, result.Ending);
        Assert.Equal(whole.Trials.Take(3).Select(trial => trial.ValidationLoss), result.Trials.Select(trial => trial.ValidationLoss));
        Assert.Equal(result.Trials.Min(trial => trial.ValidationLoss), result.ValidationLoss);
        Assert.Contains("The search was cancelled after 3 trials.", result.Warnings);
    }

    [Fact]
    public async Task A_search_that_is_cancelled_before_a_trial_is_finished_has_nothing_to_give()
    {
        using var data = SmallData.Labelled();
        using var cancellation = new CancellationTokenSource();
        OnOrder.Training = cancellation.Cancel;
        try
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SearchOnOrder.RunAsync(data, cancellation: cancellation.Token));
        }
        finally
        {
            OnOrder.Training = () => { };
        }
    }

    [Fact]
    public async Task A_loss_that_throws_fails_its_trial_alone()
    {
        using var data = SmallData.Labelled();
        using var whole = await SearchOnOrder.RunAsync(data);
        var calls = 0;
        OnOrder.Training = () => throwIn(35);
        try
        {
            using var result = await SearchOnOrder.RunAsync(data, OneByOne with { Verify = false });
            var failed = Assert.Single(result.Trials, trial => trial.Status == TrialStatus.Failed);
            Assert.Equal("InvalidOperationException: no more today", failed.Failure);
            Assert.Equal(3, failed.Specification.Trial);
            Assert.Equal(RunEnding.Completed, result.Ending);
            Assert.Equal(whole.Trials.Where(trial => trial.Specification.Trial != 3).Select(trial => trial.ValidationLoss), result.Trials.Where(trial => trial.Specification.Trial != 3).Select(trial => trial.ValidationLoss));
        }
        finally
        {
            OnOrder.Training = () => { };
        }

        void throwIn(int call)
        {
            if (++calls == call)
            {
                throw new InvalidOperationException("no more today");
            }
        }
    }

    [Fact]
    public async Task A_progress_handler_that_throws_is_told_of_and_left_alone()
    {
        using var data = SmallData.Labelled();
        var reports = new After(2, () => throw new InvalidOperationException("no terminal"));
        using var search = await SearchOnOrder.RunAsync(data, reports);
        Assert.Equal((6, 2), (search.Trials.Count, reports.Count));
        Assert.Contains(search.Warnings, warning => warning.Contains("The progress handler ended with InvalidOperationException: no terminal", StringComparison.Ordinal));

        reports = new After(2, () => throw new InvalidOperationException("no terminal"));
        using var run = await TuneOnOrder.RunAsync(data, reports);
        Assert.Equal((30, 2), (run.History[^1].Step, reports.Count));
        Assert.Contains(run.Warnings, warning => warning.Contains("no terminal", StringComparison.Ordinal));
        using var training = await TuneOnOrder.TrainAtAsync(run.Hyperparameters, data, progress: new After(1, () => throw new InvalidOperationException("no terminal")));
        Assert.Contains(training.Warnings, warning => warning.Contains("no terminal", StringComparison.Ordinal));
    }
}
