using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// Exact answers 1 to 3: after a Joint run on digits, the hypernetwork's weights at û and its hypergradient there against
/// ridge regression in closed form.
/// </summary>
/// <remarks>
/// The runs stop well before û settles. At the optimum the exact hypergradient is zero and its direction is noise, so a
/// cosine would say nothing. They are as short as the tolerances allow, with room to spare.
/// </remarks>
public sealed class RidgeTests(ITestOutputHelper output)
{
    private static readonly ExperimentSettings Settings = new()
    {
        Precision = Precision.Float64,
        Pooling = 0,
        BatchSize = 10_000,
        ValidationBatchSize = 10_000,
        HyperSamples = 6,
        Steps = 1_300,
        WarmupSteps = 800,
        LearningRate = 1e-2,
        HyperLearningRate = 1e-3,
        HealthChecks = 0,
        Keep = Keep.Last,
    };

    static RidgeTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Thorough.Seeds(2, of: 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Scalar_Linear(int seed) => Holds(TuneRidgeScalarLinear.RunAsync, Answer.Of, Settings, Per.Scalar, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Scalar_Factorized(int seed) => Holds(TuneRidgeScalarFactorized.RunAsync, Answer.Of, Longer, Per.Scalar, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Scalar_Mlp(int seed) => Holds(TuneRidgeScalarMlp.RunAsync, Answer.Of, ForMlp, Per.Scalar, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Class_Linear(int seed) => Holds(TuneRidgeUnitLinear.RunAsync, Answer.Of, Longer, Per.Unit, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Class_Factorized(int seed) => Holds(TuneRidgeUnitFactorized.RunAsync, Answer.Of, ForRankNine, Per.Unit, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Class_Mlp(int seed) => Holds(TuneRidgeUnitMlp.RunAsync, Answer.Of, ForMlpOfClasses, Per.Unit, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Scalar_Structured(int seed) => Holds(TuneRidgeScalarStructured.RunAsync, Answer.Of, Settings, Per.Scalar, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Scalar_Centered(int seed) => Holds(TuneRidgeScalarCentered.RunAsync, Answer.Of, Settings, Per.Scalar, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Class_Structured(int seed) => Holds(TuneRidgeUnitStructured.RunAsync, Answer.Of, Settings, Per.Unit, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Class_Centered(int seed) => Holds(TuneRidgeUnitCentered.RunAsync, Answer.Of, Settings, Per.Unit, seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Scalar_Hybrid(int seed) => Holds(TuneRidgeHybrid.RunAsync, Answer.Of, Settings, Per.Scalar, seed, halves: true);

    // Full Jacobians of ten columns take more steps than a scale a row, and so does a product of two factors that starts with
    // a slope of the wrong sign.
    private static ExperimentSettings Longer => Settings with { HyperSamples = 8, Steps = 3_000, WarmupSteps = 2_000 };

    // Ten directions do not fit into rank nine. Once the response has found the nine that move the weights most, the one
    // that it lacks hardly matters; but û stops along the nine and not along the tenth, so what is left of the exact
    // hypergradient turns away from ours as û settles. Hence a long warm-up and few steps of û.
    private static ExperimentSettings ForRankNine => Settings with { HyperSamples = 8, Steps = 6_000, WarmupSteps = 5_500 };

    // An Mlp bends: its hidden units learn at a rate at which their kinks do not jump about, so it takes many steps; few
    // samples in each do.
    private static ExperimentSettings ForMlp => Settings with { LearningRate = 3e-3, Steps = 4_000, WarmupSteps = 3_300, HyperSamples = 4 };

    private static ExperimentSettings ForMlpOfClasses => ForMlp with { LearningRate = 4e-3, Steps = 6_000, WarmupSteps = 5_600 };

    // One strength a weight: 650 dimensions, whose Jacobian is learned from perturbations. The figures are reported; what
    // is asked is that the hypergradient points the right way. They are taken where tuning starts, after a warm-up. A seed
    // says little that another does not: there are several of the family that is meant for this, and one of each other.
    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Weight_Elementwise(int seed) => Points(TuneRidgeWeightElementwise.RunAsync, Answer.Of, ForWeights(OptimizerRates.Adam, 4, 0.5) with { Steps = 2_000, WarmupSteps = 1_950, LearningRate = 2e-3 }, seed);

    [Fact]
    public Task Weight_Factorized() => Points(TuneRidgeWeightFactorized.RunAsync, Answer.Of, ForWeights(OptimizerRates.Adam, 16, 0.5), seed: 0);

    [Fact]
    public Task Weight_Mlp() => Points(TuneRidgeWeightMlp.RunAsync, Answer.Of, ForWeights(OptimizerRates.Adam, 16, 0.5), seed: 0);

    [Fact]
    public Task Weight_Linear() => Points(TuneRidgeWeightLinear.RunAsync, Answer.Of, ForWeights(OptimizerRates.Descent, 64, 0.3), seed: 0);

    private enum OptimizerRates
    {
        Adam,
        Descent,
    }

    private static ExperimentSettings ForWeights(OptimizerRates rates, int samples, double scale)
    {
        var steps = rates == OptimizerRates.Adam ? Thorough.Times(1_500, 4_000) : 2_000;
        return Settings with
        {
            HyperSamples = samples,
            PerturbationScale = scale,
            LearningRate = rates == OptimizerRates.Adam ? 1e-3 : 2e-3,
            Steps = steps,
            WarmupSteps = steps - 50,
        };
    }

    private async Task Holds<TResult>(Runner<TResult> run, Func<TResult, Answer> read, ExperimentSettings settings, Per granularity, int seed, bool halves = false)
        where TResult : IDisposable
    {
        var (error, cosine) = await Measure(run, read, settings, granularity, seed, halves);

        // What is left of the error is the curvature of the response over the perturbations (σ = 0.5), which no
        // response of first order can follow, and Adam's noise.
        Assert.InRange(error, 0, 0.05);
        Assert.InRange(cosine, 0.9, 1);
    }

    private async Task Points<TResult>(Runner<TResult> run, Func<TResult, Answer> read, ExperimentSettings settings, int seed)
        where TResult : IDisposable
    {
        var (_, cosine) = await Measure(run, read, settings, Per.Weight, seed);
        Assert.InRange(cosine, double.Epsilon, 1);
    }

    private async Task<(double Error, double Cosine)> Measure<TResult>(
        Runner<TResult> run, Func<TResult, Answer> read, ExperimentSettings settings, Per granularity, int seed, bool halves = false)
        where TResult : IDisposable
    {
        using var splits = DigitSplits.OneHot(seed);
        using var result = await run(splits, settings with { Seed = seed });
        using var scope = NewDisposeScope();
        var answer = read(result);
        using var oracle = new RidgeOracle(splits, halves);
        var (response, hypergradient) = oracle.Solve(answer.Current, granularity);
        var weights = answer.Weights;
        var error = ((weights - response).norm() / response.norm()).item<double>();
        var ours = tensor(answer.Hypergradient(oracle.ValidationGradient(weights)));
        var cosine = (ours.dot(hypergradient) / (ours.norm() * hypergradient.norm())).item<double>();
        output.WriteLine(FormattableString.Invariant(
            $"{answer.Model} seed {seed}: response error {error:P2}, hypergradient cosine {cosine:F3}, |exact| {hypergradient.norm().item<double>():E1}"));
        return (error, cosine);
    }

    private delegate Task<TResult> Runner<TResult>(
        DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>What is asked of a result, whatever its model.</summary>
    private sealed record Answer(string Model, IReadOnlyList<double> Current, Tensor Weights, Func<Tensor, double[]> Hypergradient)
    {
        public static Answer Of<TModel, TTrained, THyperparameters>(TuningResult<TModel, TTrained, THyperparameters> result)
            where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
            where TTrained : TrainedModel
            where THyperparameters : IHyperparameters<THyperparameters> => new(
            typeof(TModel).Name,
            result.Response.Current,
            result.Model.Weights,
            gradient => result.Response.Hypergradient(result.Response.Current.ToArray(), gradient));
    }
}
