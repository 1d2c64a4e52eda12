using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Ordinary trainings that end when the validation loss no longer improves.</summary>
public sealed class EarlyStoppingTests
{
    static EarlyStoppingTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task It_ends_with_the_best_weights()
    {
        using var data = SmallData.Labelled();

        // Sixty rows and hardly any regularisation: the training overfits soon.
        var hyperparameters = new SmallNetwork.Hyperparameters
        {
            WeightDecay = HyperVector.Repeat(1e-8, 9),
            Lasso = HyperVector.Repeat(1e-8, 2),
            Dropout = 1e-3,
        };
        var settings = TuneSmallNetwork.Settings with
        {
            Steps = 2_000,
            BatchSize = 60,
            LearningRate = 0.02,
            Schedule = LearningRateSchedule.Constant,
            ReportEvery = 20,
            EarlyStoppingPatience = 3,
        };
        using var stopped = await TuneSmallNetwork.TrainAtAsync(hyperparameters, data, settings);
        Assert.True(stopped.History[^1].Step < 2_000);
        Assert.Equal(stopped.History[^1].Step - 60, stopped.BestStep);
        Assert.Equal(stopped.History.Min(entry => entry.ValidationLoss), stopped.ValidationLoss, 1e-6);
        Assert.Equal(stopped.History.Single(entry => entry.Step == stopped.BestStep).ValidationLoss, stopped.ValidationLoss, 1e-6);

        // Without patience: the last step, and a worse loss.
        using var whole = await TuneSmallNetwork.TrainAtAsync(hyperparameters, data, settings with { EarlyStoppingPatience = 0 });
        Assert.Equal(2_000, whole.BestStep);
        Assert.True(whole.ValidationLoss > stopped.ValidationLoss);
        Assert.All(whole.History, entry => Assert.True(double.IsNaN(entry.ValidationLoss)));

        // Evaluations do not touch the training: the steps until then are the same.
        Assert.Equal(whole.History.Take(stopped.History.Count).Select(entry => entry.TrainingLoss), stopped.History.Select(entry => entry.TrainingLoss));
    }
}
