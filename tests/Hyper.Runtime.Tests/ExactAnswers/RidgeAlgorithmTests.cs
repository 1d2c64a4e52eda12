using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// Exact answers 1 to 3 for the algorithms beyond joint training: the weights at û, and the hypergradient there, against
/// ridge regression in closed form.
/// </summary>
public sealed class RidgeAlgorithmTests(ITestOutputHelper output)
{
    // The runs stop before û settles: at the optimum the exact hypergradient is zero and its direction is noise.
    private static readonly ExperimentSettings Settings = new()
    {
        Precision = Precision.Float64,
        Pooling = 0,
        BatchSize = 10_000,
        ValidationBatchSize = 10_000,
        HyperSamples = 4,
        Antithetic = true,
        Steps = 2_000,
        InnerSteps = 2,
        PerturbationScale = 0.3,
        LearningRate = 1e-2,
        HyperLearningRate = 1e-3,
        ScaleLearningRate = 1e-3,
        HealthChecks = 0,
        Keep = Keep.Last,
    };

    static RidgeAlgorithmTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Thorough.Seeds(2, of: 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Self_tuning(int seed)
    {
        using var splits = DigitSplits.OneHot(seed);
        using var unit = await SelfTuneRidgeUnit.RunAsync(splits, Settings with { Seed = seed });
        Require(splits, unit, Per.Unit, 0.03, 0.85);
    }

    /// <summary>The weights at û are trained without perturbation, so they have no bias from it: only Adam's noise is left.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Delta_self_tuning(int seed)
    {
        using var splits = DigitSplits.OneHot(seed);
        using var unit = await DeltaSelfTuneRidgeUnit.RunAsync(splits, Settings with { Seed = seed });
        Require(splits, unit, Per.Unit, 0.01, 0.85);
    }

    /// <summary>
    /// Over the whole prior, a factor of 4.5 either way, the response bends. The strength that comes out has a loss within two
    /// per cent of that of the best one.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Global(int seed)
    {
        using var splits = DigitSplits.OneHot(seed);

        // From six times the prior's middle, where the loss is clearly worse.
        var start = new RidgeScalar.Hyperparameters { Decay = 0.06 };
        using var result = await TuneRidgeScalarGlobally.RunFromAsync(start, splits, Settings with
        {
            Seed = seed,
            Antithetic = false,
            Steps = 2_500,
            HyperSteps = 300,
            LearningRate = 3e-3,
            HyperLearningRate = 5e-2,
            HyperSamples = 8,
        });

        // A seventh in the weights: the directions in which the digits hardly vary are learned last. They count little in the
        // loss, and what was to be found is the strength.
        Require(splits, result, Per.Scalar, 0.15, -1);

        // The best scalar by the closed form, on a grid fine enough for three digits.
        using var scope = NewDisposeScope();
        using var oracle = new RidgeOracle(splits);
        var best = Enumerable.Range(-80, 100).Min(step => Loss(oracle.Solve([step / 10.0], Per.Scalar).Response));
        var reached = Loss(oracle.Solve(result.Response.Current, Per.Scalar).Response);
        var before = Loss(oracle.Solve([Math.Log(0.06)], Per.Scalar).Response);
        output.WriteLine(FormattableString.Invariant($"loss at û {reached:F4}, best {best:F4}, where it started {before:F4}"));
        Assert.True(before / best > 1.04, "There must be something to find.");
        Assert.InRange(reached / best, 0.999, 1.02);

        double Loss(Tensor weights)
        {
            var rows = splits.Validation.Inputs.mm(weights.narrow(0, 0, 640).view(10, 64).t()) + weights.narrow(0, 640, 10);
            return (rows - splits.Validation.Targets).square().sum(1).mean().item<double>();
        }
    }

    private void Require<TModel, TTrained, THyperparameters>(
        DataSplits splits, TuningResult<TModel, TTrained, THyperparameters> result, Per granularity, double mostError, double leastCosine)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = NewDisposeScope();
        using var oracle = new RidgeOracle(splits);
        var (response, hypergradient) = oracle.Solve(result.Response.Current, granularity);
        var weights = result.Model.Weights;
        var error = ((weights - response).norm() / response.norm()).item<double>();
        var ours = tensor(result.Response.Hypergradient(result.Response.Current.ToArray(), oracle.ValidationGradient(weights)));
        var cosine = (ours.dot(hypergradient) / (ours.norm() * hypergradient.norm())).item<double>();
        output.WriteLine(FormattableString.Invariant(
            $"{typeof(TModel).Name}: response error {error:P2}, hypergradient cosine {cosine:F3}, u {result.Response.Current[0]:F3}, scale {result.PerturbationScales?.Average():F3}"));
        Assert.InRange(error, 0, mostError);
        Assert.InRange(cosine, leastCosine, 1);
    }
}
