using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Xunit.Abstractions;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// Self-tuning and delta self-tuning on twelve weights of the diagonal problem: the hyperparameters, and the perturbation
/// scales that they learn, against the exact resting point.
/// </summary>
public sealed class SelfTuningTests(ITestOutputHelper output)
{
    private const double EntropyWeight = 0.02;

    static SelfTuningTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Thorough.Seeds(2, of: 3)];

    private static ExperimentSettings Settings => SelfTuneDiagonalDozen.Settings with
    {
        Precision = Precision.Float64,
        Keep = Keep.Last,
        Steps = 3_000,
        InnerSteps = 1,
        WarmupSteps = 500,
        HyperSamples = 16,
        Antithetic = true,
        PerturbationScale = 0.4,
        EntropyWeight = EntropyWeight,
        LearningRate = 1e-2,
        HyperLearningRate = 1e-2,
        ScaleLearningRate = 1e-2,
    };

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Self_tuning_finds_values_and_scales(int seed)
    {
        var (z, t) = DiagonalData.Random(12, seed);
        using var data = DiagonalData.Of(z, t);
        using var result = await SelfTuneDiagonalDozen.RunAsync(data, Settings with { Seed = seed });
        RequireRest(DiagonalLine.Joint, z, t, result);
    }

    /// <summary>Without perturbation in a, delta self-tuning has no bias: it rests at the optimum itself, ln(z/t − 1).</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Delta_self_tuning_finds_values_and_scales(int seed)
    {
        var (z, t) = DiagonalData.Random(12, seed);
        using var data = DiagonalData.Of(z, t);
        using var result = await DeltaSelfTuneDiagonalDozen.RunAsync(data, Settings with { Seed = seed, Steps = 4_000 });
        RequireRest(DiagonalLine.Delta, z, t, result);

        // Descent without noise in a: only Adam's last steps are left.
        for (var j = 0; j < z.Length; j++)
        {
            Assert.Equal(Math.Log((z[j] / t[j]) - 1), result.Response.Current[j], 2e-3);
        }
    }

    /// <summary>Where the outputs are linear in the weights there is nothing to linearise.</summary>
    [Fact]
    public async Task Linearising_a_linear_model_changes_nothing()
    {
        var (z, t) = DiagonalData.Random(12, 5);
        using var data = DiagonalData.Of(z, t);
        var settings = Settings with { Steps = 300, WarmupSteps = 20 };
        using var linearized = await DeltaSelfTuneDiagonalDozen.RunAsync(data, settings);
        using var plain = await DeltaSelfTuneDiagonalDozen.RunAsync(data, settings with { Linearized = false });
        for (var j = 0; j < z.Length; j++)
        {
            Assert.Equal(linearized.Response.Current[j], plain.Response.Current[j], 1e-9);
            Assert.Equal(linearized.PerturbationScales![j], plain.PerturbationScales![j], 1e-9);
        }
    }

    private void RequireRest<TModel, TTrained, THyperparameters>(
        Func<double, double, double, (double A, double B)> line, double[] z, double[] t, TuningResult<TModel, TTrained, THyperparameters> result)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var rest = z.Zip(t, (from, to) => DiagonalLine.RestingPoint(line, from, to, EntropyWeight)).ToArray();
        var weights = result.Model.Weights.data<double>().ToArray();
        for (var j = 0; j < z.Length; j++)
        {
            output.WriteLine(FormattableString.Invariant(
                $"u {result.Response.Current[j]:F4} of {rest[j].U:F4}, σ {result.PerturbationScales![j]:F4} of {rest[j].Sigma:F4}, w {weights[j]:F4} of {t[j]:F4}"));
        }

        // Two per cent in λ and five in σ: what is left of the noise of sixteen perturbations a step, which b carries into both.
        for (var j = 0; j < z.Length; j++)
        {
            Assert.InRange(Math.Exp(result.Response.Current[j] - rest[j].U), 0.98, 1.02);
            Assert.InRange(result.PerturbationScales![j] / rest[j].Sigma, 0.95, 1.05);
            Assert.InRange(weights[j] / t[j], 0.99, 1.01);
        }

        var last = result.History[^1].Measures;
        Assert.Equal(result.PerturbationScales!.Average(), last.Scale!.Value, 1e-12);
        Assert.Equal(result.PerturbationScales!.Sum(sigma => Math.Log(sigma * Math.Sqrt(2 * Math.PI * Math.E))), last.Entropy!.Value, 1e-9);
    }
}
