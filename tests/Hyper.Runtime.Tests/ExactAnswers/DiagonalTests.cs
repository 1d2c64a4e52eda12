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
    [MemberData(nameof(Seeds))]
    public Task Joint_finds_the_optimum_of_a_thousand(int seed) => FindsOptimum(
        1000, seed, TuneDiagonalThousand.Settings, async (data, settings) =>
        {
            using var result = await TuneDiagonalThousand.RunAsync(data, settings);
            return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
        });

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Simplified_finds_the_optimum_of_one(int seed) => FindsOptimum(
        1, seed, SimplifyDiagonalOne.Settings, async (data, settings) =>
        {
            using var result = await SimplifyDiagonalOne.RunAsync(data, settings);
            return ([.. result.Response.Current], result.Model.Weights.data<double>().ToArray());
        });

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

        using var data = Diagonal([z], [0]);
        using var one = ones(1, dtype: ScalarType.Float64);
        for (var seed = 0; seed < 3; seed++)
        {
            using var result = await TuneDiagonalOne.RunAsync(data, TuneDiagonalOne.Settings with
            {
                Precision = Precision.Float64,
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
        int count, int seed, ExperimentSettings settings, Func<DataSplits, ExperimentSettings, Task<(double[] U, double[] Weights)>> run)
    {
        var random = new Random(seed);
        var z = Enumerable.Range(0, count).Select(_ => (1 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1)).ToArray();

        // t/z between 0.25 and 0.75, so that the optimum lies between ±ln 3.
        var t = z.Select(value => value * (0.25 + (0.5 * random.NextDouble()))).ToArray();
        using var data = Diagonal(z, t);
        var (u, weights) = await run(data, settings with
        {
            Precision = Precision.Float64,
            Steps = 4_000,

            // Perturbations as small as their bias has to be take a while to show a slope; û must not run off before.
            WarmupSteps = count == 1 ? 0 : 1_500,
            PerturbationScale = 0.05,
            LearningRate = 1e-2,
            HyperLearningRate = 1e-2,
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

    // Inputs √d·I with targets √d·z: the mean squared error over the rows is Σ(w − z)².
    private static DataSplits Diagonal(double[] z, double[] t)
    {
        var scale = Math.Sqrt(z.Length);
        return new DataSplits(Rows(z), Rows(t));

        Dataset Rows(double[] targets)
        {
            using var scope = NewDisposeScope();
            return new Dataset(
                (eye(targets.Length, dtype: ScalarType.Float64) * scale).DetachFromDisposeScope(),
                (tensor(targets).view(-1, 1) * scale).DetachFromDisposeScope());
        }
    }
}
