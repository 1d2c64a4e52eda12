using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Training;

/// <summary>What an experiment gives is of a type of its own, which takes over what the runtime found.</summary>
public sealed class OwnResultTests
{
    static OwnResultTests() => NativeBackend.EnsureLoaded();

    private static ExperimentSettings Short => TuneSmallNetwork.Settings with { Steps = 40, HealthChecks = 0 };

    [Fact]
    public async Task A_run_gives_its_own_result_with_all_that_was_found()
    {
        using var data = SmallData.Labelled();
        using TuneSmallNetwork.Result run = await TuneSmallNetwork.RunAsync(data, Short with { Refit = true, Folds = 2, Keep = Keep.Best });
        TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters> general = run;
        Assert.Same(general.Model, run.Model);
        Assert.Same(general.Refit!.Model, run.Refit!.Model);
        Assert.Same(run.Refit.Model, run.Final);
        Assert.Equal(general.Refit.RetrainedLoss, run.Refit.RetrainedLoss);
        Assert.Equal(2, run.Folds.Count);
        Assert.NotNull(run.OutOfFoldLoss);
        Assert.InRange(run.BestStep, 1, 40);
        Assert.NotEmpty(run.History);
        Assert.True(run.Elapsed > TimeSpan.Zero);
        Assert.Equal(run.ValidationLoss, run.ValidationLossAt(run.Hyperparameters), 1e-3);
        Assert.Equal(run.Trajectory.At(1), run.Response.Current);
    }

    /// <summary>A property that is added to the runtime's results one day must be taken over too.</summary>
    [Fact]
    public async Task Nothing_that_was_found_gets_lost()
    {
        using var data = SmallData.Labelled();
        using var run = await TuneSmallNetwork.RunAsync(data, Short with { Refit = true, Folds = 2 });
        AssertSame<TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters>>(new OwnRun(run), run);
        using var search = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Steps = 20, Trials = 2 });
        AssertSame<SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters>>(new OwnSearch(search), search);

        static void AssertSame<TResult>(TResult own, TResult found)
        {
            var properties = typeof(TResult).GetProperties();
            Assert.InRange(properties.Length, 10, 100);
            Assert.All(properties, property => Assert.Equal(property.GetValue(found), property.GetValue(own)));
        }
    }

    private sealed class OwnRun(TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters> found)
        : TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters>(found);

    private sealed class OwnSearch(SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters> found)
        : SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters>(found);

    [Fact]
    public async Task Every_entry_point_gives_them()
    {
        using var data = SmallData.Labelled();
        using TuneSmallNetwork.Result run = await TuneSmallNetwork.RunFromAsync(new(), data, Short);
        Assert.Null(run.Refit);
        using TuneSmallNetwork.Training training = await TuneSmallNetwork.TrainAtAsync(run.Hyperparameters, data, Short);
        using TuneSmallNetwork.Training along = await TuneSmallNetwork.TrainAlongAsync(run.Trajectory, data, Short);
        using TuneSmallNetwork.Refit refit = await TuneSmallNetwork.RefitAsync(run.Hyperparameters, data, Short);
        Assert.Equal(40, training.BestStep);
        Assert.Equal(training, training with { });
        Assert.InRange(refit.Steps, 1, 100);
        using RandomSmallNetwork.Result search = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Steps = 20, Trials = 2 });
        Assert.Equal(2, search.Trials.Count);
        Assert.Equal(search.Best.ValidationLoss, search.ValidationLoss);
        Assert.NotEmpty(search.BestOverTrials);
    }

    [Fact]
    public async Task Who_disposes_of_it_disposes_of_all_of_it()
    {
        using var data = SmallData.Labelled();
        var run = await TuneSmallNetwork.RunAsync(data, Short with { Refit = true });
        var (model, final) = (run.Model, run.Final);
        run.Dispose();
        Assert.ThrowsAny<Exception>(() => model.ValidationLoss(data.Validation));
        Assert.ThrowsAny<Exception>(() => final.ValidationLoss(data.Validation));
    }
}
