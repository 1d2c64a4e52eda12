using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>Global training on one weight of the diagonal problem, where both phases have exact answers.</summary>
public sealed class GlobalTests
{
    static GlobalTests() => NativeBackend.EnsureLoaded();

    /// <summary>
    /// The first phase converges to the best line over the prior (answer 7); the second to where that line meets the
    /// validation optimum, u₀ + (t − a)/b, however far from the true response that is.
    /// </summary>
    [Theory]
    [InlineData(0, 2.0, 0.8)]
    [InlineData(1, 2.0, 0.8)]
    [InlineData(2, -1.5, -0.75)]
    public async Task Both_phases_end_where_they_should(int seed, double z, double t)
    {
        const double u0 = 0.3;
        var (a, b) = DiagonalLine.Joint(u0, 0.4, z);
        using var data = DiagonalData.Of([z], [t]);
        using var one = ones(1, dtype: ScalarType.Float64);
        using var result = await TuneDiagonalOneGlobally.RunAsync(data, TuneDiagonalOneGlobally.Settings with
        {
            Precision = Precision.Float64,
            Keep = Keep.Last,
            Steps = 2_000,
            HyperSteps = 1_000,
            HyperSamples = 500,
            LearningRate = 1e-2,
            Seed = seed,
        });

        // A million draws, those of the last, slow steps averaged: inside one per cent.
        Assert.InRange(result.Response.Hypergradient([u0], one)[0] / b, 0.99, 1.01);
        using var atStart = result.Response.At([u0]);
        Assert.InRange(atStart.Weights.item<double>() / a, 0.99, 1.01);

        // The second phase is descent on a parabola: it ends at the answer, weights included.
        Assert.Equal(t, result.Model.Weights.item<double>(), 1e-3);
        Assert.Equal(u0 + ((t - a) / b), result.Response.Current[0], 0.02);
        Assert.Equal(3_000, result.History[^1].Step);
        Assert.All(result.History.Where(entry => entry.Step <= 2_000), entry => Assert.True(double.IsNaN(entry.ValidationLoss)));
    }
}
