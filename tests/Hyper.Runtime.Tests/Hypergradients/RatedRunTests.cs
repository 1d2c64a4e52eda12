using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>Runs, trainings and searches of a model whose optimizer's numbers are hyperparameters.</summary>
public sealed class RatedRunTests : IDisposable
{
    private const double BadRate = 1e-5;

    private readonly DataSplits data = SmallData.Labelled();

    static RatedRunTests() => NativeBackend.EnsureLoaded();

    public void Dispose() => data.Dispose();

    /// <summary>From a rate at which nothing is learned, either algorithm ends nearly as well as the best of a grid of ordinary trainings.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bad_rate_is_tuned_to_a_good_one(bool inOnePass)
    {
        const int updates = 3_000;
        var whole = OnePassRated.Settings with { Steps = updates, BatchSize = 60, ValidationBatchSize = 40, Schedule = LearningRateSchedule.Constant, Seed = 1 };
        var best = double.PositiveInfinity;
        foreach (var rate in (double[])[1e-3, 1e-2, 1e-1, 1])
        {
            using var trained = await OnePassRated.TrainAtAsync(new() { Rate = rate }, data, whole with { Keep = Keep.Best });
            best = Math.Min(best, trained.ValidationLoss);
        }

        using var bad = await OnePassRated.TrainAtAsync(new() { Rate = BadRate }, data, whole);
        RatedNetwork.Hyperparameters start = new() { Rate = BadRate };
        using TuningResult<RatedNetwork, RatedNetwork.Trained, RatedNetwork.Hyperparameters> result = inOnePass
            ? await OnePassRated.RunFromAsync(start, data, whole with { InnerSteps = 10, HyperLearningRate = 0.1 })
            : await UnrolledRated.RunFromAsync(start, data, UnrolledRated.Settings with
            {
                Steps = updates / 5,
                UnrollSteps = 5,
                InnerSteps = 2,
                BatchSize = 60,
                ValidationBatchSize = 40,
                Schedule = LearningRateSchedule.Constant,
                HyperLearningRate = 0.1,
                Seed = 1,
            });
        Assert.InRange(result.Hyperparameters.Rate, 100 * BadRate, 10);
        Assert.True(bad.ValidationLoss > 3 * best, $"A rate of {BadRate} is not bad: {bad.ValidationLoss} against {best}.");
        Assert.InRange(result.ValidationLoss, 0, 1.1 * best);

        // Along the way that the numbers went an ordinary training learns as well, which at the first of them it does not.
        using var along = await OnePassRated.TrainAlongAsync(result.Trajectory, data, whole with { Keep = Keep.Best });
        Assert.InRange(along.ValidationLoss, 0, 1.1 * best);
    }

    /// <summary>An ordinary training at a point is the one of the settings that say the same. A decay of next to nothing leaves the weights as they are.</summary>
    [Fact]
    public async Task An_ordinary_training_has_the_numbers_of_its_point()
    {
        var settings = OnePassRated.Settings with { Precision = Precision.Float64, Steps = 60 };
        using var rated = await OnePassRated.TrainAtAsync(new() { Rate = 0.02, Momentum = 0.8, Shrinkage = 1e-30 }, data, settings);
        using var unrated = await OnePassUnrated.TrainAtAsync(new(), data, settings with { LearningRate = 0.02, Momentum = 0.8 });
        Close(1e-12, unrated.Model.Weights, rated.Model.Weights);
        using var shrunk = await OnePassRated.TrainAtAsync(new() { Rate = 0.02, Momentum = 0.8, Shrinkage = 5 }, data, settings);
        Assert.True(Norm(shrunk.Model.Weights) < 0.5 * Norm(rated.Model.Weights));
        static double Norm(TorchSharp.torch.Tensor weights) => Math.Sqrt(weights.data<double>().Sum(weight => weight * weight));
    }

    /// <summary>While û stays where it is, a run's weights are those of the ordinary training there.</summary>
    [Fact]
    public async Task A_run_has_the_numbers_of_its_point()
    {
        var settings = OnePassRated.Settings with { Precision = Precision.Float64, Steps = 60, HyperLearningRate = 0, BatchSize = 60, Keep = Keep.Last };
        RatedNetwork.Hyperparameters point = new() { Rate = 0.05, Momentum = 0.8, Shrinkage = 0.3 };
        using var trained = await OnePassRated.TrainAtAsync(point, data, settings);
        using var onePass = await OnePassRated.RunFromAsync(point, data, settings);
        using var unrolled = await UnrolledRated.RunFromAsync(point, data, settings with { Steps = 20, UnrollSteps = 3, InnerSteps = 2, Schedule = LearningRateSchedule.Constant });
        using var constant = await OnePassRated.TrainAtAsync(point, data, settings with { Schedule = LearningRateSchedule.Constant });
        Close(1e-10, trained.Model.Weights, onePass.Model.Weights);
        Close(1e-10, constant.Model.Weights, unrolled.Model.Weights);
    }

    [Fact]
    public async Task A_trial_of_a_search_has_the_numbers_of_its_point()
    {
        using var result = await RandomRated.RunAsync(data);
        Assert.Equal(3, result.Trials.Select(trial => trial.Specification.Hyperparameters["Rate"][0]).Distinct().Count());
        using var same = await RandomRated.TrainAtAsync(result.Hyperparameters, data, RandomRated.Settings with { Threads = 1 });
        Assert.Equal(result.ValidationLoss, same.ValidationLoss, 1e-9);
        using var other = await RandomRated.TrainAtAsync(result.Hyperparameters with { Rate = result.Hyperparameters.Rate / 10 }, data, RandomRated.Settings with { Threads = 1 });
        Assert.NotEqual(same.ValidationLoss, other.ValidationLoss, 1e-3);
    }

    [Fact]
    public async Task Hyperparameters_move_after_so_many_inner_steps()
    {
        var settings = UnrolledRated.Settings with { Steps = 12, InnerSteps = 4, ReportEvery = 1, Keep = Keep.Last };
        using var result = await UnrolledRated.RunAsync(data, settings);
        var rates = Enumerable.Range(0, 13).Select(step => result.Trajectory.At(step / 12.0)[1]).ToList();
        Assert.Equal(4, rates.Distinct().Count());
    }

    [Fact]
    public async Task A_rate_that_runs_away_is_named()
    {
        var diverged = await Assert.ThrowsAsync<DivergedException>(
            () => OnePassRated.TrainAtAsync(new() { Rate = 1e9, WeightDecay = 1 }, data, OnePassRated.Settings with { Keep = Keep.Last }));
        Assert.Contains("lower Rate (", diverged.Message, StringComparison.Ordinal);
    }

    private static void Close(double tolerance, TorchSharp.torch.Tensor expected, TorchSharp.torch.Tensor actual) =>
        Assert.All(expected.data<double>().Zip(actual.data<double>()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
