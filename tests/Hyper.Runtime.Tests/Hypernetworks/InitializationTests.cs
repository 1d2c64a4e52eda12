using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>The first responses of every family, layer by layer: <see cref="WideHybrid"/> has a layer of each.</summary>
public sealed class InitializationTests
{
    static InitializationTests() => NativeBackend.EnsureLoaded();

    /// <summary>At the initial hyperparameters weights and biases are uniform within ±1/√fan-in, whose variance is 1/(3·fan-in).</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_response_at_the_start_is_the_standard_initialisation(ulong seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(seed);
        using var response = new WideHybrid.BestResponse(ScalarType.Float64, CPU, noise);
        var weights = zeros(1, WideHybrid.Layout.WeightCount, dtype: ScalarType.Float64);
        response.Respond(zeros(1, WideHybrid.Layout.HyperparameterCount, dtype: ScalarType.Float64), weights);
        foreach (var slot in WideHybrid.Layout.Weights.Slots)
        {
            var values = weights.narrow(1, slot.Offset, slot.Count);
            var bound = 1 / Math.Sqrt(slot.FanIn);
            Assert.InRange(values.abs().max().item<double>(), 0.8 * bound, bound + 1e-12);

            // The variance of m uniform values is known to within √(0.8/m) of itself: five of those.
            var variance = values.square().mean().item<double>() * 3 * slot.FanIn;
            var margin = 5 * Math.Sqrt(0.8 / slot.Count);
            Assert.InRange(variance, 1 - margin, 1 + margin);
        }
    }

    /// <summary>
    /// What depends on the hyperparameters has, over displacements of unit size in each coordinate, a spread that is the same
    /// share of the standard initialisation's in every layer, whatever its fan-in and however many hidden units there are:
    /// the variance rule of Chang et al. (2020) for the Mlp.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_conditional_part_has_the_same_share_of_the_spread_in_every_layer(ulong seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(seed);
        using var response = new WideHybrid.BestResponse(ScalarType.Float64, CPU, noise);
        const int Samples = 64;
        var at = zeros(1, WideHybrid.Layout.WeightCount, dtype: ScalarType.Float64);
        var near = zeros(Samples, WideHybrid.Layout.WeightCount, dtype: ScalarType.Float64);
        response.Respond(zeros(1, WideHybrid.Layout.HyperparameterCount, dtype: ScalarType.Float64), at);
        response.Respond(randn(Samples, WideHybrid.Layout.HyperparameterCount, dtype: ScalarType.Float64, generator: noise), near);
        var moved = near - at;
        Assert.Equal(8, WideHybrid.Layout.Weights.LayerCount);
        foreach (var slot in WideHybrid.Layout.Weights.Slots.Where(slot => slot.Name.EndsWith(".weight", StringComparison.Ordinal)))
        {
            var share = Math.Sqrt(moved.narrow(1, slot.Offset, slot.Count).square().mean().item<double>() * 3 * slot.FanIn);

            // An Mlp's tenth: a rectified unit with a bias uniform in ±1 moves by 0.8 of the half that W₂ is scaled for, so
            // 0.09. A hundredth for the others, twice in Elementwise: from the weight's own value and from the dropout rate,
            // which is one number, so that what is learned of its spread from 64 draws is rough.
            var (least, most) = slot.Layer switch
            {
                0 or 1 or 7 => (0.075, 0.105),
                4 => (0.0115, 0.017),
                _ => (0.008, 0.012),
            };
            Assert.InRange(share, least, most);
        }
    }
}
