using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The model to ship is that of an ordinary training on training and validation rows.</summary>
public sealed class RefitTests : IDisposable
{
    static RefitTests() => NativeBackend.EnsureLoaded();

    private readonly DataSplits data = SmallData.Labelled();

    private static ExperimentSettings Short => TuneSmallNetwork.Settings with { Steps = 300, HealthChecks = 0 };

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_refit_is_a_training_on_all_rows_for_as_long_as_was_best()
    {
        // At this rate the training overfits: it is best in its midst.
        var settings = Short with { LearningRate = 0.02 };
        var values = new SmallNetwork.Hyperparameters();
        using var retrained = await TuneSmallNetwork.TrainAtAsync(values, data, settings with { Keep = Keep.Best });
        Assert.True(retrained.BestStep < 200);
        using var refit = await TuneSmallNetwork.RefitAsync(values, data, settings);
        Assert.Equal(retrained.ValidationLoss, refit.RetrainedLoss);
        Assert.Equal(retrained.BestStep, refit.RetrainedStep);
        Assert.Equal((int)Math.Round(retrained.BestStep * 100.0 / 60), refit.Steps);

        using var joined = Dataset.Concat(data.Training, data.Validation);
        using var all = new DataSplits(joined.Slice(0, 100), data.Validation.Slice(0, 40));
        using var same = await TuneSmallNetwork.TrainAtAsync(values, all, settings with { Steps = refit.Steps });
        Assert.Equal(same.Model.Weights.data<float>().ToArray(), refit.Model.Weights.data<float>().ToArray());
    }

    [Fact]
    public async Task A_training_that_does_not_overfit_wants_all_its_steps()
    {
        using var refit = await TuneSmallNetwork.RefitAsync(new(), data, Short with { LearningRate = 1e-3 });
        Assert.Equal(500, refit.Steps);
    }

    [Fact]
    public async Task A_run_with_a_refit_has_its_model_as_the_final_one()
    {
        using var plain = await TuneSmallNetwork.RunAsync(data, Short);
        Assert.Null(plain.Refit);
        Assert.Same(plain.Model, plain.Final);
        using var run = await TuneSmallNetwork.RunAsync(data, Short with { Refit = true });
        using var later = await TuneSmallNetwork.RefitAsync(plain.Hyperparameters, data, Short);
        Assert.Same(run.Refit!.Model, run.Final);
        Assert.Same(run.Final, ((ITuningResult)run).Final);
        Assert.Equal(plain.Model.Weights.data<float>().ToArray(), run.Model.Weights.data<float>().ToArray());
        Assert.Equal(later.Model.Weights.data<float>().ToArray(), run.Final.Weights.data<float>().ToArray());
        Assert.Equal(later.RetrainedLoss, run.Refit.RetrainedLoss);
    }

    [Fact]
    public async Task Repeated_runs_are_the_runs_of_one_seed_after_the_other()
    {
        var settings = Short with { Seed = 5, Steps = 60 };
        var repeated = await TuneSmallNetwork.RepeatAsync(data, 3, settings);
        Assert.Equal([5, 6, 7], repeated.Runs.Select(run => run.Seed));
        var losses = new List<double>();
        foreach (var run in repeated.Runs)
        {
            using var alone = await TuneSmallNetwork.RunAsync(data, settings with { Seed = run.Seed });
            Assert.Equal(alone.ValidationLoss, run.ValidationLoss);
            Assert.Equal(alone.Hyperparameters, run.Hyperparameters);
            losses.Add(run.ValidationLoss);
        }

        var mean = losses.Average();
        Assert.Equal(mean, repeated.ValidationLoss.Mean, 12);
        Assert.Equal(Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / 2), repeated.ValidationLoss.Deviation, 12);
        Assert.Equal((losses.Min(), losses.Max()), (repeated.ValidationLoss.Min, repeated.ValidationLoss.Max));
        Assert.Null(repeated.TestLoss);
        Assert.Equal(repeated.Runs.MinBy(run => run.ValidationLoss)!.Hyperparameters, repeated.BestHyperparameters);
        await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RepeatAsync(data, 1, settings));
    }
}
