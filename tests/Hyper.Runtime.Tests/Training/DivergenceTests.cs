using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A run that goes wrong says by which step, how far and probably why, and hands over what was good.</summary>
public sealed class DivergenceTests
{
    [Fact]
    public async Task An_absurd_rate_of_the_weights_is_named()
    {
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<DivergedException>(() =>
            DescendSmallNetwork.RunAsync(data, DescendSmallNetwork.Settings with { LearningRate = 1e12, ReportEvery = 5 }));
        Assert.Equal(5, exception.Step);
        Assert.Contains("by step 5 the training loss is", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate (1000000000000)", exception.Message, StringComparison.Ordinal);

        // Nothing was good at the first report.
        Assert.Null(exception.LastGood);
    }

    [Fact]
    public async Task A_rate_that_ruins_the_run_later_leaves_the_state_of_the_last_report()
    {
        using var data = SmallData.Labelled();

        // Twice the stable rate: the weights grow from step to step and take a while to get out of bounds.
        var settings = DescendSmallNetwork.Settings with { LearningRate = 2.5, HyperLearningRate = 0, Momentum = 0, ReportEvery = 1, Steps = 5_000, Schedule = LearningRateSchedule.Constant, Keep = Keep.Last };
        var exception = await Assert.ThrowsAsync<DivergedException>(() => ExplodeAsync(data, settings));
        Assert.True(exception.Step > 2, $"step {exception.Step}");
        using var good = Assert.IsType<TuningResult<Exploding, Exploding.Trained, Exploding.Hyperparameters>>(exception.LastGood);
        Assert.True(double.IsFinite(good.ValidationLoss));
        Assert.Equal(exception.Step - 1, good.History[^1].Step);
        using var scope = NewDisposeScope();
        Assert.True(good.Model.Weights.isfinite().all().item<bool>());
    }

    [Fact]
    public async Task A_run_that_is_ruined_before_its_restart_leaves_a_state_too()
    {
        using var data = SmallData.Labelled();

        // No state of the first part is ever the best one.
        var settings = TuneExploding.Settings with { LearningRate = 2.5, HyperLearningRate = 0, Momentum = 0, ReportEvery = 1, Steps = 5_000, Schedule = LearningRateSchedule.Constant, RestartAt = 0.99 };
        var exception = await Assert.ThrowsAsync<DivergedException>(() => ExplodeAsync(data, settings));
        Assert.InRange(exception.Step, 3, 4_900);
        using var good = Assert.IsType<TuningResult<Exploding, Exploding.Trained, Exploding.Hyperparameters>>(exception.LastGood);
        Assert.Equal(exception.Step - 1, good.BestStep);
        Assert.True(double.IsFinite(good.ValidationLoss));
    }

    [Fact]
    public async Task Hyperparameters_that_run_away_are_named_as_the_cause()
    {
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<DivergedException>(() =>
            DescendSmallNetwork.RunAsync(data, DescendSmallNetwork.Settings with { HyperLearningRate = 1e9, ReportEvery = 1, Keep = Keep.Last }));
        Assert.Contains("lower HyperLearningRate (1000000000)", exception.Message, StringComparison.Ordinal);
        exception.LastGood?.Dispose();
    }

    [Fact]
    public async Task Data_of_an_absurd_scale_are_named_as_the_cause()
    {
        using var data = SmallData.Labelled();
        data.Training.Inputs.mul_(1e30);
        var exception = await Assert.ThrowsAsync<DivergedException>(() => ExplodeAsync(data, TuneExploding.Settings));
        Assert.Equal(1, exception.Step);
        Assert.Contains("before anything was learned", exception.Message, StringComparison.Ordinal);
        Assert.Contains("inputs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_training_that_diverges_says_so_too()
    {
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<DivergedException>(() =>
            TuneExploding.TrainAtAsync(new Exploding.Hyperparameters(), data, TuneExploding.Settings with { LearningRate = 1e12, ReportEvery = 1 }));
        Assert.Contains("lower LearningRate", exception.Message, StringComparison.Ordinal);
    }

    private static async Task ExplodeAsync(DataSplits data, ExperimentSettings settings)
    {
        using var result = await TuneExploding.RunAsync(data, settings);
    }
}

// A squared error grows without bound where the rate is too high; a cross-entropy of tanh units would not.
[HyperModel(Hypernetwork.Linear)]
public sealed partial class Exploding
{
    [Linear(8, 3)] public partial HyperLinear Only { get; }

    [Hyperparameter(Initial = 0.01, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Only.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor labels) => Score(outputs, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor labels) =>
        SquaredError.Mean(outputs, nn.functional.one_hot(labels, 3).to(outputs.dtype));
}

[Experiment<Exploding>(Algorithm.Joint, Steps = 200, BatchSize = 60, Optimizer = OptimizerKind.Sgd, Momentum = 0, LearningRate = 0.01)]
public static partial class TuneExploding;
