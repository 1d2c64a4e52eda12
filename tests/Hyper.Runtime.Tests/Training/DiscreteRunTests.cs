using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A discrete hyperparameter through a run: an int in the record, a continuous coordinate below it.</summary>
public sealed class DiscreteRunTests
{
    static DiscreteRunTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task The_record_has_the_number_that_the_model_read()
    {
        using var noise = new Generator(4);
        using var data = new DataSplits(
            new Dataset(randn(30, 4, generator: noise), randn(30, 1, generator: noise)),
            new Dataset(randn(30, 4, generator: noise), randn(30, 1, generator: noise)));
        using var result = await TuneTunedDiscrete.RunAsync(data, TuneTunedDiscrete.Settings with { Steps = 40, HyperLearningRate = 0.03 });
        int tenths = result.Hyperparameters.Tenths;
        var transform = TunedDiscrete.Hyperparameters.Space.Hyperparameters[0].Transform;
        var continuous = transform.ToNatural(result.Response.Current[0]);
        Assert.NotEqual(Math.Round(continuous), continuous);
        Assert.Equal(Math.Round(continuous), tenths);
        Assert.Equal(tenths, result.Model.Hyperparameters.Tenths);
        Assert.True(double.IsFinite(result.ValidationLossAt(result.Hyperparameters with { Tenths = 8 })));
    }
}
