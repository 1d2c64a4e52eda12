using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The recipes do what their page says.</summary>
public sealed class RecipeTests
{
    static RecipeTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task Noise_of_a_variational_autoencoder_follows_the_seed_and_nothing_else()
    {
        using var data = Pictures();
        manual_seed(1);
        using var first = await TuneVariationalAutoencoder.RunAsync(data);
        manual_seed(2);
        using var second = await TuneVariationalAutoencoder.RunAsync(data);
        using var other = await TuneVariationalAutoencoder.RunAsync(data, TuneVariationalAutoencoder.Settings with { Seed = 8 });
        Assert.Equal(first.Response.Current, second.Response.Current);
        Assert.Equal(first.Model.Weights.data<float>().ToArray(), second.Model.Weights.data<float>().ToArray());
        Assert.NotEqual(first.Response.Current, other.Response.Current);
        Assert.InRange(first.ValidationLoss, 0, 0.95 * Unlearned(data));
    }

    [Fact]
    public async Task Tied_weights_are_one_tensor_and_are_learned()
    {
        using var data = Pictures();
        using var result = await TuneTiedAutoencoder.RunAsync(data);
        Assert.Equal((64 * 16) + 16, result.Model.Weights.numel());
        Assert.InRange(result.ValidationLoss, 0, 0.9 * Unlearned(data));

        using var scope = NewDisposeScope();
        var (weight, bias) = (Named("Encoder.weight"), Named("Encoder.bias"));
        var rows = data.Validation.Inputs;
        var expected = nn.functional.linear(nn.functional.linear(rows, weight, bias).tanh(), weight.t());
        Assert.True(expected.allclose(result.Model.Reconstruct(rows), 1e-4, 1e-5));

        Tensor Named(string name) => result.Model.NamedWeights.Single(entry => entry.Name == name).Value;
    }

    // What the mean of the training pictures loses.
    private static double Unlearned(DataSplits data)
    {
        using var scope = NewDisposeScope();
        return (data.Validation.Inputs - data.Training.Inputs.mean([0L])).square().mean().item<float>();
    }

    private static DataSplits Pictures()
    {
        using var digits = Digits.Load();
        using var pictures = new Dataset(digits.Inputs.alias(), digits.Inputs.alias());
        return DataSplits.Random(pictures, seed: 1, training: 600, validation: 200);
    }
}
