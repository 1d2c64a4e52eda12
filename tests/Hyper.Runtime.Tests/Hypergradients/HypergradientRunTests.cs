using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.ExactAnswers;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>The algorithms that compute their hypergradients, as experiments.</summary>
public sealed class HypergradientRunTests
{
    static HypergradientRunTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> FewSeeds => [.. Thorough.Seeds(1, of: 2)];

    public static TheoryData<int> DigitSeeds => [.. Thorough.Seeds(2, of: 3)];

    public static TheoryData<string, int> Dozens
    {
        get
        {
            // Each has a seed of its own as a rule.
            var cases = new TheoryData<string, int>();
            foreach (var (index, algorithm) in ((string[])["Implicit", "Neumann", "T1T2", "Unrolled", "SingleLoop", "OnePass"]).Index())
            {
                foreach (var seed in Thorough.Seeds(1, of: 3))
                {
                    cases.Add(algorithm, index + seed);
                }
            }

            return cases;
        }
    }

    /// <summary>
    /// Answer 4. The diagonal problem's hypergradients have the right sign in each coordinate whatever replaces the inverse
    /// Hessian there, so each algorithm gets to the optimum; that it is the right one in size the estimators' tests show.
    /// </summary>
    [Theory]
    [MemberData(nameof(Dozens))]
    public Task Every_algorithm_finds_the_optimum_of_twelve(string algorithm, int seed) => FindsOptimum(12, seed, async (data, change) =>
    {
        using TuningResult<DiagonalDozen, DiagonalDozen.Trained, DiagonalDozen.Hyperparameters> result = algorithm switch
        {
            "Implicit" => await ImplicitDozen.RunAsync(data, change(ImplicitDozen.Settings)),
            "Neumann" => await NeumannDozen.RunAsync(data, change(NeumannDozen.Settings)),
            "T1T2" => await T1T2Dozen.RunAsync(data, change(T1T2Dozen.Settings)),
            "Unrolled" => await UnrolledDozen.RunAsync(data, change(UnrolledDozen.Settings)),
            "OnePass" => await OnePassDozen.RunAsync(data, change(OnePassDozen.Settings)),
            _ => await SingleLoopDozen.RunAsync(data, change(SingleLoopDozen.Settings)),
        };
        return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
    });

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public Task Implicit_finds_the_optimum_of_a_thousand(int seed) => FindsOptimum(1_000, seed, async (data, change) =>
    {
        using var result = await ImplicitThousand.RunAsync(data, change(ImplicitThousand.Settings));
        return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
    });

    [Fact]
    public async Task The_same_seed_gives_the_same_bits()
    {
        // Every kind of step is taken by then, twice; what draws another number does so in the first of them.
        const int Enough = 40;
        using var data = Training.SmallData.Labelled();
        await Repeats(async seed => await ImplicitSmooth.RunAsync(data, ImplicitSmooth.Settings with { Seed = seed, Steps = Enough }));
        await Repeats(async seed => await UnrolledSmooth.RunAsync(data, UnrolledSmooth.Settings with { Seed = seed, Steps = Enough }));
        await Repeats(async seed => await OnePassSmooth.RunAsync(data, OnePassSmooth.Settings with { Seed = seed, Steps = Enough }));
        await Repeats(async seed => await T1T2Smooth.RunAsync(data, T1T2Smooth.Settings with { Seed = seed, Steps = Enough }));
        await Repeats(async seed => await SingleLoopSmooth.RunAsync(data, SingleLoopSmooth.Settings with { Seed = seed, Steps = Enough }));
        await Repeats(async seed => await CurvatureSmooth.RunAsync(data, CurvatureSmooth.Settings with { Seed = seed, Steps = Enough }));
        await Repeats(async seed => await KroneckerSmooth.RunAsync(data, KroneckerSmooth.Settings with { Seed = seed, Steps = Enough }));

        static async Task Repeats(Func<int, Task<TuningResult<SmoothNetwork, SmoothNetwork.Trained, SmoothNetwork.Hyperparameters>>> run)
        {
            using var first = await run(3);
            using var second = await run(3);
            using var other = await run(4);
            Assert.Equal(first.Response.Current, second.Response.Current);
            Assert.Equal(first.Model.Weights.data<float>().ToArray(), second.Model.Weights.data<float>().ToArray());
            Assert.NotEqual(first.Response.Current, other.Response.Current);
            Assert.NotEqual(SmoothNetwork.Hyperparameters.Space.InitialUnconstrained(), first.Response.Current);
            Assert.True(double.IsFinite(first.ValidationLoss));
        }
    }

    [Fact]
    public async Task Without_a_response_only_the_tuned_hyperparameters_have_an_answer()
    {
        using var data = Training.SmallData.Labelled();
        using var result = await ImplicitSmooth.RunAsync(data, ImplicitSmooth.Settings with { Steps = 50 });
        using var same = result.ModelAt(result.Hyperparameters);
        Assert.Equal(result.Model.Weights.data<float>().ToArray(), same.Weights.data<float>().ToArray());
        Assert.Equal(result.ValidationLoss, result.ValidationLossAt(result.Hyperparameters), 1e-12);
        var elsewhere = result.Hyperparameters with { Lasso = HyperVector.Repeat(0.5, 2) };
        Assert.Contains("kept no response", Assert.Throws<HyperDslException>(() => result.ModelAt(elsewhere)).Message);
        using var scope = NewDisposeScope();
        Assert.Contains("kept no response", Assert.Throws<HyperDslException>(() => result.Response.Hypergradient([.. result.Response.Current], result.Model.Weights)).Message);
    }

    [Fact]
    public async Task During_the_warm_up_the_hyperparameters_stay()
    {
        using var data = Training.SmallData.Labelled();
        using var result = await UnrolledSmooth.RunAsync(data, UnrolledSmooth.Settings with { Steps = 40, WarmupSteps = 39, HyperLearningRate = 0 });
        Assert.Equal(SmoothNetwork.Hyperparameters.Space.InitialUnconstrained(), result.Response.Current, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public async Task Several_inner_steps_come_before_several_outer_ones()
    {
        using var data = Training.SmallData.Labelled();
        using var once = await T1T2Smooth.RunAsync(data, T1T2Smooth.Settings with { Steps = 30 });
        using var often = await T1T2Smooth.RunAsync(data, T1T2Smooth.Settings with { Steps = 600, InnerSteps = 20 });
        using var outer = await T1T2Smooth.RunAsync(data, T1T2Smooth.Settings with { Steps = 30, OuterSteps = 4 });
        Assert.True(often.History[^1].TrainingLoss < once.History[^1].TrainingLoss);
        var start = SmoothNetwork.Hyperparameters.Space.InitialUnconstrained();
        Assert.True(Moved(outer) > 2 * Moved(once), $"{Moved(outer)} after {Moved(once)}");

        double Moved(ITuningResult result) => SmoothNetwork.Hyperparameters.Space.ToUnconstrained([.. result.NaturalValues]).Zip(start, (a, b) => Math.Abs(a - b)).Sum();
    }

    /// <summary>One strength for each of 650 weights, on minibatches: better on validation rows than where it started.</summary>
    [Theory]
    [MemberData(nameof(DigitSeeds))]
    public async Task A_few_conjugate_gradient_steps_improve_the_validation_loss_of_digits(int seed)
    {
        using var splits = DigitSplits.OneHot(seed);
        var settings = ImplicitRidgeWeight.Settings with { Seed = seed, Precision = Precision.Float64 };
        using var start = await ImplicitRidgeWeight.TrainAtAsync(new(), splits, settings);
        using var result = await ImplicitRidgeWeight.RunAsync(splits, settings);
        using var retrained = await ImplicitRidgeWeight.TrainAtAsync(result.Hyperparameters, splits, settings);
        Assert.InRange(retrained.ValidationLoss / start.ValidationLoss, 0, 0.99);
        Assert.InRange(result.ValidationLoss / start.ValidationLoss, 0, 0.99);
    }

    private static async Task FindsOptimum(
        int count, int seed, Func<DataSplits, Func<ExperimentSettings, ExperimentSettings>, Task<(double[] U, double[] Weights)>> run)
    {
        var random = new Random(seed);
        var z = Enumerable.Range(0, count).Select(_ => (1 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1)).ToArray();
        var t = z.Select(value => value * (0.25 + (0.5 * random.NextDouble()))).ToArray();
        using var data = DiagonalData.Of(z, t);
        var (u, weights) = await run(data, settings => settings with { Precision = Precision.Float64, Steps = 1_000, Seed = seed, HealthChecks = 0, Keep = Keep.Last });
        for (var j = 0; j < count; j++)
        {
            // Adam's rate has fallen to nothing by the end, and nothing is random: what is left is how far the slowest
            // coordinate got.
            Assert.InRange(Math.Exp(u[j]) / ((z[j] / t[j]) - 1), 0.99, 1.01);
            Assert.InRange(weights[j] / t[j], 0.99, 1.01);
        }
    }
}
