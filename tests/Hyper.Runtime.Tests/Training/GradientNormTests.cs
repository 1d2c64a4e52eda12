using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Gradients that are too long are cut off, and rates begin small where that is asked for.</summary>
public sealed class GradientNormTests
{
    static GradientNormTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Each_row_is_as_long_as_the_norm_at_most()
    {
        using var rows = tensor(new double[,] { { 3, 4 }, { 0.3, 0.4 }, { 0, 0 }, { -30, 40 } });
        GradientNorm.Limit(rows, 0);
        Assert.Equal(3, rows[0, 0].item<double>());
        GradientNorm.Limit(rows, 2.5);
        Assert.Equal([1.5, 2, 0.3, 0.4, 0, 0, -1.5, 2], rows.data<double>().ToArray(), (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public async Task A_norm_that_no_gradient_has_changes_no_bit()
    {
        using var data = SmallData.Labelled();
        var settings = TuneSmallNetwork.Settings with { Steps = 60 };
        using var free = await TuneSmallNetwork.RunAsync(data, settings);
        using var wide = await TuneSmallNetwork.RunAsync(data, settings with { MaxGradientNorm = 1e9 });
        using var narrow = await TuneSmallNetwork.RunAsync(data, settings with { MaxGradientNorm = 1e-3 });
        Assert.Equal(free.Model.Weights.data<float>().ToArray(), wide.Model.Weights.data<float>().ToArray());
        Assert.NotEqual(free.Model.Weights.data<float>().ToArray(), narrow.Model.Weights.data<float>().ToArray());
    }

    [Fact]
    public async Task A_training_by_plain_descent_moves_no_further_than_norm_times_rate()
    {
        using var data = SmallData.Labelled();
        var settings = DescendSmallNetwork.Settings with { Steps = 1, Momentum = 0, LearningRate = 0.5, Schedule = LearningRateSchedule.Constant, Keep = Keep.Last };
        using var still = await DescendSmallNetwork.TrainAtAsync(new(), data, settings with { LearningRate = 1e-30 });
        using var moved = await DescendSmallNetwork.TrainAtAsync(new(), data, settings with { MaxGradientNorm = 0.01 });
        using var scope = NewDisposeScope();
        Assert.Equal(0.5 * 0.01, (moved.Model.Weights - still.Model.Weights).norm().item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant)]
    [InlineData(LearningRateSchedule.Cosine)]
    public void Rates_grow_to_what_the_schedule_says(LearningRateSchedule schedule)
    {
        var plain = new ExperimentSettings { Schedule = schedule };
        var warm = plain with { RateWarmupSteps = 4 };
        Assert.Equal(
            [.. Enumerable.Range(0, 10).Select(step => plain.RateFactor(step, 10) * Math.Min(1, (step + 1) / 4.0))],
            Enumerable.Range(0, 10).Select(step => warm.RateFactor(step, 10)),
            (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Throws<HyperDslException>(() => (plain with { RateWarmupSteps = -1 }).Validate());
        Assert.Throws<HyperDslException>(() => (plain with { MaxGradientNorm = double.NaN }).Validate());
    }
}
