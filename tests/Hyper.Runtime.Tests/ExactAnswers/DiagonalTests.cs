using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// The diagonal problem, where weights and hyperparameters have exact optima of any size (exact answers 4 and 7).
/// </summary>
public sealed class DiagonalTests
{
    static DiagonalTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 5)];

    public static TheoryData<int> FewSeeds => [.. Thorough.Seeds(1, of: 2)];

    /// <summary>Answer 4: for L_V = Σ(w − t)² the optimum is uⱼ = ln(zⱼ/tⱼ − 1), where the weights are t.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Joint_finds_the_optimum_of_twelve(int seed) => FindsOptimum(
        12, seed, TuneDiagonalDozen.Settings, async (data, settings) =>
        {
            using var result = await TuneDiagonalDozen.RunAsync(data, settings);
            return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
        });

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public Task Joint_finds_the_optimum_of_a_thousand(int seed) => FindsOptimum(
        1000, seed, TuneDiagonalThousand.Settings, async (data, settings) =>
        {
            using var result = await TuneDiagonalThousand.RunAsync(data, settings);
            return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public Task Joint_finds_the_optimum_of_twelve_rows_by_a_structured_response(int seed) => FindsOptimum(
        12,
        seed,
        TuneDiagonalRowsStructured.Settings,
        async (data, settings) =>
        {
            using var result = await TuneDiagonalRowsStructured.RunAsync(data, settings);
            return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
        },
        RowsOfOnes);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public Task Joint_finds_the_optimum_of_twelve_rows_by_a_centered_response(int seed) => FindsOptimum(
        12,
        seed,
        TuneDiagonalRowsCentered.Settings,
        async (data, settings) =>
        {
            using var result = await TuneDiagonalRowsCentered.RunAsync(data, settings);
            return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
        },
        RowsOfOnes);

    /// <summary>
    /// Simplified joint training is algorithm 4 to the last digits: with descent on both levels its steps on one weight
    /// are a recurrence in three numbers. (Where it ends depends on how û happened to move, so no optimum is asked of it.)
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Simplified_is_its_recurrence(int seed)
    {
        const double u0 = 0.3;
        const double z = 2;
        const double t = 0.6;
        const double rate = 0.02;
        const double hyperRate = 0.1;
        using var data = DiagonalData.Of([z], [t]);
        using var one = ones(1, dtype: ScalarType.Float64);
        var settings = SimplifyDiagonalOne.Settings with { Precision = Precision.Float64, Seed = seed, Keep = Keep.Last };

        // A step of no size shows where the run starts.
        using var start = await SimplifyDiagonalOne.RunAsync(data, settings with { Steps = 1, LearningRate = 1e-300, HyperLearningRate = 0 });
        var a = start.Model.Weights.item<double>();
        var b = start.Response.Hypergradient([u0], one)[0];
        var u = u0;
        for (var step = 0; step < 300; step++)
        {
            var weight = a + (b * (u - u0));
            var gradient = (2 * (weight - z)) + (2 * Math.Exp(u) * weight);
            a -= rate * gradient;
            b -= rate * gradient * (u - u0);
            u -= hyperRate * b * 2 * (a + (b * (u - u0)) - t);
        }

        using var result = await SimplifyDiagonalOne.RunAsync(data, settings with { Steps = 300, LearningRate = rate, HyperLearningRate = hyperRate });
        Assert.NotEqual(u0, u, 1e-3);
        Assert.Equal(u, result.Response.Current[0], 1e-10);
        Assert.Equal(a + (b * (u - u0)), result.Model.Weights.item<double>(), 1e-10);
        Assert.Equal(b, result.Response.Hypergradient([u], one)[0], 1e-10);
    }

    /// <summary>
    /// Answer 7: with perturbations of scale σ a Linear response a + bδ does not converge to the derivative at u₀ but to
    /// the best straight line over N(u₀, σ²), which is known.
    /// </summary>
    [Theory]
    [InlineData(0.4, 2.0, -0.46445)]
    [InlineData(0.1, 2.0, -0.48736)]
    [InlineData(0.8, -3.0, null)]
    [InlineData(0.2, 0.7, null)]
    public async Task A_linear_response_is_the_best_line_over_the_perturbations(double sigma, double z, double? published)
    {
        // [[1 + c, cσ²], [cσ², σ² + c(σ² + σ⁴)]]·[a, b]ᵀ = [z, 0]ᵀ with c = exp(u₀ + σ²/2), by Cramer's rule.
        const double u0 = 0.3;
        var c = Math.Exp(u0 + (sigma * sigma / 2));
        var off = c * sigma * sigma;
        var second = (sigma * sigma) + (c * ((sigma * sigma) + Math.Pow(sigma, 4)));
        var determinant = ((1 + c) * second) - (off * off);
        var (a, b) = (z * second / determinant, -z * off / determinant);
        if (published is { } figure)
        {
            Assert.Equal(figure, b, 1e-5);
        }

        using var data = DiagonalData.Of([z], [0]);
        using var one = ones(1, dtype: ScalarType.Float64);
        for (var seed = 0; seed < 3; seed++)
        {
            using var result = await TuneDiagonalOne.RunAsync(data, TuneDiagonalOne.Settings with
            {
                Precision = Precision.Float64,
                Keep = Keep.Last,
                Steps = 2_000,
                HyperSamples = 1_000,
                PerturbationScale = sigma,
                LearningRate = 1e-2,
                HyperLearningRate = 0,
                Seed = seed,
            });

            // Two million draws in all, those of the last, slow steps averaged: well inside one per cent.
            Assert.Equal(u0, result.Response.Current[0], 1e-12);
            Assert.InRange(result.Model.Weights.item<double>() / a, 0.99, 1.01);
            Assert.InRange(result.Response.Hypergradient([u0], one)[0] / b, 0.99, 1.01);
        }
    }

    private static async Task FindsOptimum(
        int count, int seed, ExperimentSettings settings, Func<DataSplits, ExperimentSettings, Task<(double[] U, double[] Weights)>> run, Func<double[], double[], DataSplits>? problem = null)
    {
        var random = new Random(seed);
        var z = Enumerable.Range(0, count).Select(_ => (1 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1)).ToArray();

        // t/z between 0.25 and 0.75, so that the optimum lies between ±ln 3.
        var t = z.Select(value => value * (0.25 + (0.5 * random.NextDouble()))).ToArray();
        using var data = (problem ?? DiagonalData.Of)(z, t);
        var (u, weights) = await run(data, settings with
        {
            Precision = Precision.Float64,
            Steps = 4_000,

            // Perturbations as small as their bias has to be take a while to show a slope; û must not run off before.
            WarmupSteps = 1_500,
            PerturbationScale = 0.05,
            LearningRate = 1e-2,
            HyperLearningRate = 1e-2,
            HealthChecks = 0,
            Keep = Keep.Last,
            Seed = seed,
        });
        for (var j = 0; j < count; j++)
        {
            // Natural values: λ = exp u. One per cent, most of which is the perturbations' own bias of σ²/2 and Adam's last steps.
            var optimum = (z[j] / t[j]) - 1;
            Assert.InRange(Math.Exp(u[j]) / optimum, 0.99, 1.01);
            Assert.InRange(weights[j] / t[j], 0.99, 1.01);
        }
    }

    // One row, an input of 1, and a target for each of the layer's outputs.
    private static DataSplits RowsOfOnes(double[] z, double[] t)
    {
        return new DataSplits(Row(z), Row(t));

        static Dataset Row(double[] targets)
        {
            using var scope = NewDisposeScope();
            return new Dataset(ones(1, 1, dtype: ScalarType.Float64).DetachFromDisposeScope(), tensor(targets).view(1, -1).DetachFromDisposeScope());
        }
    }
}
