using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Checkpoints;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using TorchSharp;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A tuned run ends by itself, or when it is asked to, with a result that says how; what comes back is the best state or the last.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class StoppingTests : IDisposable
{
    static StoppingTests() => NativeBackend.EnsureLoaded();

    private readonly DataSplits data = SmallData.Labelled();

    // A rate at which the validation loss is lowest in the midst of the run.
    private static ExperimentSettings Restless => TuneSmallNetwork.Settings with { Steps = 400, LearningRate = 0.05, HyperLearningRate = 0, Schedule = LearningRateSchedule.Constant, ReportEvery = 10, HealthChecks = 0, RestartAt = 0 };

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task The_best_state_is_that_of_the_lowest_loss_over_the_whole_split()
    {
        using var best = await TuneSmallNetwork.RunAsync(data, Restless with { Keep = Keep.Best });
        var lowest = best.History.MinBy(entry => entry.SplitLoss)!;
        Assert.Equal(lowest.Step, best.BestStep);
        Assert.True(best.BestStep < 400);
        Assert.Equal(lowest.SplitLoss!.Value, best.ValidationLoss);
        Assert.Equal(RunEnding.Completed, best.Ending);

        // Evaluations do not touch the run: the last state is that of a run without them, and the best one that of a run to there.
        using var last = await TuneSmallNetwork.RunAsync(data, Restless with { Keep = Keep.Last });
        using var watched = await TuneSmallNetwork.RunAsync(data, Restless with { EarlyStoppingPatience = 1_000, Keep = Keep.Last });
        Assert.Equal(Weights(last), Weights(watched));
        Assert.All(last.History, entry => Assert.Null(entry.SplitLoss));
        Assert.Equal(400, last.BestStep);
        Assert.True(best.ValidationLoss < last.ValidationLoss);
        using var until = await TuneSmallNetwork.RunAsync(data, Restless with { Steps = best.BestStep, Keep = Keep.Last });
        Assert.Equal(Weights(until), Weights(best));
        Assert.Equal(until.Hyperparameters.Dropout, best.Hyperparameters.Dropout);
    }

    /// <summary>Nobody has asked for it: a run looks at the whole split all the same, and an ordinary training does not.</summary>
    [Fact]
    public async Task By_default_a_run_returns_its_best_state_and_a_training_its_last()
    {
        using var run = await TuneSmallNetwork.RunAsync(data, Restless);
        using var best = await TuneSmallNetwork.RunAsync(data, Restless with { Keep = Keep.Best });
        Assert.Equal(best.BestStep, run.BestStep);
        Assert.Equal(Weights(best), Weights(run));
        using var training = await TuneSmallNetwork.TrainAtAsync(new(), data, Restless);
        Assert.Equal(400, training.BestStep);
        Assert.All(training.History, entry => Assert.Null(entry.SplitLoss));
    }

    /// <summary>Thousands of validation rows, where a step takes twenty: a look at the first report, and ten more up to the last.</summary>
    [Fact]
    public async Task A_large_split_is_looked_at_less_often()
    {
        using var noise = new torch.Generator(3);
        using var large = new DataSplits(Rows(60), Rows(6_000));
        using var run = await TuneSmallNetwork.RunAsync(large, Restless with { BatchSize = 10, ValidationBatchSize = 10 });
        var looked = run.History.Where(entry => entry.SplitLoss is not null).ToList();
        Assert.Equal([10, .. Enumerable.Range(1, 10).Select(i => 40 * i)], looked.Select(entry => entry.Step));
        Assert.Equal(looked.MinBy(entry => entry.SplitLoss)!.Step, run.BestStep);

        // Asked for, it is looked at each time.
        using var asked = await TuneSmallNetwork.RunAsync(large, Restless with { BatchSize = 10, ValidationBatchSize = 10, Keep = Keep.Best });
        Assert.All(asked.History, entry => Assert.NotNull(entry.SplitLoss));

        Dataset Rows(int count) => new(torch.randn(count, data.Training.Inputs.shape[1], generator: noise), torch.randint(3, count, dtype: torch.ScalarType.Int64, generator: noise));
    }

    [Theory]
    [InlineData(Keep.Auto, true)]
    [InlineData(Keep.Best, true)]
    [InlineData(Keep.Last, false)]
    public async Task Patience_ends_a_run(Keep keep, bool isBest)
    {
        using var run = await TuneSmallNetwork.RunAsync(data, Restless with { EarlyStoppingPatience = 4, Keep = keep });
        Assert.Equal(RunEnding.Patience, run.Ending);
        var lowest = run.History.MinBy(entry => entry.SplitLoss)!;
        Assert.Equal(lowest.Step + 40, run.History[^1].Step);
        Assert.Equal(isBest ? lowest.Step : run.History[^1].Step, run.BestStep);
        Assert.Equal(run.History.Single(entry => entry.Step == run.BestStep).SplitLoss, run.ValidationLoss);

        // And no later where it goes on from a checkpoint of its midst, or of its end.
        using var folder = new TempFolder();
        var checkpoints = new CheckpointFolder(folder.Root) { Every = null, EverySteps = 1 };
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TuneSmallNetwork.RunAsync(
            data, checkpoints, Restless with { EarlyStoppingPatience = 4, Keep = keep }, progress: new Callback(report => Cancel(report.Step == lowest.Step + 10)), cancellation: cancellation.Token));
        for (var i = 0; i < 2; i++)
        {
            using var resumed = await TuneSmallNetwork.RunAsync(data, checkpoints, Restless with { EarlyStoppingPatience = 4, Keep = keep });
            Assert.Equal(await ResumeCase.BytesOf(run), await ResumeCase.BytesOf(resumed));
        }

        void Cancel(bool isDue)
        {
            if (isDue)
            {
                cancellation.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_request_to_stop_ends_the_step_and_gives_a_result()
    {
        using var stop = new CancellationTokenSource();
        using var run = await TuneSmallNetwork.RunAsync(data, checkpoints: null, Restless with { ReportEvery = 7, Keep = Keep.Last }, progress: new Callback(report => stop.Cancel()), stop: stop.Token);
        Assert.Equal(RunEnding.Stopped, run.Ending);

        // Asked for in the report of step 7: the step after it is the last, and has a report of its own.
        Assert.Equal([7, 8], run.History.Select(entry => entry.Step));
        Assert.Equal(8, run.BestStep);
        using var until = await TuneSmallNetwork.RunAsync(data, Restless with { Steps = 8, Keep = Keep.Last });
        Assert.Equal(Weights(until), Weights(run));

        // Asked before the first step there is one step all the same.
        using var atOnce = await TuneSmallNetwork.RunAsync(data, checkpoints: null, Restless, stop: stop.Token);
        Assert.Equal((1, RunEnding.Stopped), (atOnce.BestStep, atOnce.Ending));
    }

    [Fact]
    public async Task A_stopped_run_goes_on_from_its_checkpoint()
    {
        using var folder = new TempFolder();
        var checkpoints = new CheckpointFolder(folder.Root) { Every = null };
        using var whole = await TuneSmallNetwork.RunAsync(data, Restless with { Steps = 60, Keep = Keep.Best });
        using (var stop = new CancellationTokenSource())
        {
            stop.Cancel();
            using var part = await TuneSmallNetwork.RunAsync(data, checkpoints, Restless with { Steps = 60, Keep = Keep.Best }, stop: stop.Token);
            Assert.Equal(1, part.BestStep);
        }

        using var rest = await TuneSmallNetwork.RunAsync(data, checkpoints, Restless with { Steps = 60, Keep = Keep.Best });
        Assert.Equal(1, rest.ResumedFrom);

        // The report at which it stopped is one more than there would have been.
        Assert.Equal(whole.BestStep, rest.BestStep);
        Assert.Equal(Weights(whole), Weights(rest));
        Assert.Equal([1, .. whole.History.Select(entry => entry.Step)], rest.History.Select(entry => entry.Step));
    }

    [Fact]
    public async Task A_limit_of_time_ends_runs_and_trainings()
    {
        var settings = Restless with { Steps = 1_000_000_000, TimeLimit = 1e-9, ReportEvery = 1_000 };
        using var run = await TuneSmallNetwork.RunAsync(data, settings);
        Assert.Equal((1, RunEnding.TimeLimit), (run.BestStep, run.Ending));
        using var training = await TuneSmallNetwork.TrainAtAsync(new(), data, settings);
        Assert.Equal((1, RunEnding.TimeLimit), (training.BestStep, training.Ending));

        // The trials of a search have the search's limit, which stops none of them.
        using var search = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { TimeLimit = 1e-9 });
        Assert.Equal(RunEnding.TimeLimit, search.Ending);
        Assert.All(search.Trials, trial => Assert.Equal(RandomSmallNetwork.Settings.Steps, trial.Steps));
    }

    [Fact]
    public async Task A_run_that_diverges_after_its_best_state_gives_the_best_one()
    {
        var settings = TuneExploding.Settings with { LearningRate = 2.5, HyperLearningRate = 0, ReportEvery = 2, Steps = 5_000, Schedule = LearningRateSchedule.Constant, HealthChecks = 0, RestartAt = 0 };
        using var run = await TuneExploding.RunAsync(data, settings);
        Assert.Equal(RunEnding.Diverged, run.Ending);
        Assert.Contains(run.Warnings, warning => warning.Contains("lower LearningRate (2.5)", StringComparison.Ordinal) && warning.EndsWith("The result is the best state before that.", StringComparison.Ordinal));
        Assert.Equal(run.History.Min(entry => entry.SplitLoss), run.ValidationLoss);
    }

    [Theory]
    [InlineData(Keep.Best)]
    [InlineData(Keep.Last)]
    public async Task Trainings_end_by_the_same_code(Keep keep)
    {
        using var training = await TuneSmallNetwork.TrainAtAsync(new(), data, Restless with { Keep = keep, EarlyStoppingPatience = keep == Keep.Last ? 5 : 0 });
        var lowest = training.History.MinBy(entry => entry.SplitLoss)!;
        Assert.Equal(keep == Keep.Best ? lowest.Step : training.History[^1].Step, training.BestStep);
        Assert.Equal(training.History.Single(entry => entry.Step == training.BestStep).SplitLoss!.Value, training.ValidationLoss, 1e-6);
    }

    private static float[] Weights(TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters> result) => result.Model.Weights.data<float>().ToArray();
}
