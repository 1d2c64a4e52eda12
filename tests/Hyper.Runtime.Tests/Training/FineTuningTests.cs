using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.ExactAnswers;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Algorithms;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The hypergradient through fine-tuning steps, against a closed form and against finite differences.</summary>
public sealed class FineTuningTests
{
    static FineTuningTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int, int> Cases => new() { { 1, 1 }, { 1, 5 }, { 2, 1 }, { 3, 4 } };

    /// <summary>
    /// The diagonal problem from weights w₀: with h = 2(1 + exp u) and r = (1 − αh)ᵏ, w_k = w* + r(w₀ − w*) (answer 5 from
    /// another start), so that everything can be differentiated by hand.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_diagonal_problem_has_a_closed_form(int samples, int steps)
    {
        const double rate = 0.05;
        using var scope = NewDisposeScope();
        using var noise = new Generator(3);
        var (z, t) = DiagonalData.Random(12, 1);
        using var data = DiagonalData.Of(z, t);
        var model = (IHyperModel)new DiagonalDozen();
        using var weights = new ElementaryWeights(DiagonalDozen.Layout.Weights, samples, ScalarType.Float64, CPU);
        weights.Values.copy_(randn(samples, 12, dtype: ScalarType.Float64, generator: noise));
        var u = randn(samples, 12, dtype: ScalarType.Float64, generator: noise);
        var tuning = new FineTuning(model, DiagonalDozen.Layout.Weights, new ExperimentSettings { FineTuningSteps = steps, FineTuningRate = rate });

        // Each sample has all twelve rows: any fewer would not be the diagonal problem.
        var (loss, direct) = tuning.Differentiate(weights, u, Batch(data.Training, samples), Batch(data.Validation, samples));

        var target = tensor(t);
        var lambda = u.exp();
        var best = tensor(z) / (1 + lambda);
        var contraction = 1 - (2 * rate * (1 + lambda));
        var r = contraction.pow(steps);
        var w = best + (r * (weights.Values - best));
        var slope = 2 * (w - target) / samples;
        var ofBest = -best * lambda / (1 + lambda);
        var ofContraction = contraction.pow(steps - 1) * steps * -2 * rate * lambda;
        Close((w - target).square().sum() / samples, loss);
        Close(slope * r, weights.Gradient);
        Close(slope * ((ofBest * (1 - r)) + (ofContraction * (weights.Values - best))), direct!);
    }

    /// <summary>A network of two layers with dropout and two penalties, in every direction at once.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    public void A_network_agrees_with_finite_differences(int samples, int steps)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(4);
        using var data = SmallData.Labelled();
        using var training = data.Training.To(CPU, ScalarType.Float64);
        using var validation = data.Validation.To(CPU, ScalarType.Float64);
        var model = (IHyperModel)new SmallNetwork();
        var tuning = new FineTuning(model, SmallNetwork.Layout.Weights, new ExperimentSettings { FineTuningSteps = steps, FineTuningRate = 0.3 });
        using var weights = new ElementaryWeights(SmallNetwork.Layout.Weights, samples, ScalarType.Float64, CPU);
        var w = randn(samples, SmallNetwork.Layout.WeightCount, dtype: ScalarType.Float64, generator: noise) * 0.3;

        // Penalties strong enough to matter.
        var u = randn(samples, SmallNetwork.Layout.HyperparameterCount, dtype: ScalarType.Float64, generator: noise) - 2;
        var alongW = randn(w.shape, dtype: ScalarType.Float64, generator: noise);
        var alongU = randn(u.shape, dtype: ScalarType.Float64, generator: noise);
        var (_, direct) = At(w, u);
        var ofW = (weights.Gradient * alongW).sum().item<double>();
        var ofU = (direct! * alongU).sum().item<double>();

        // Dropout's mask is a step function of its rate: at this width no element of the mask changes.
        const double h = 1e-6;
        Assert.Equal((Loss(w + (alongW * h), u) - Loss(w - (alongW * h), u)) / (2 * h), ofW, 1e-7);
        Assert.Equal((Loss(w, u + (alongU * h)) - Loss(w, u - (alongU * h))) / (2 * h), ofU, 1e-7);
        Assert.True(Math.Abs(ofU) > 1e-3, "There must be something to compare.");

        double Loss(Tensor at, Tensor coordinates) => At(at, coordinates).Loss.item<double>();

        (Tensor Loss, Tensor? Direct) At(Tensor at, Tensor coordinates)
        {
            // The same masks in every evaluation.
            model.Context.Noise = new Generator(9);
            weights.Values.copy_(at);
            return tuning.Differentiate(weights, coordinates, Batch(training, 1), Batch(validation, 1));
        }
    }

    /// <summary>Where the response is right, the best hyperparameters are the same with and without fine-tuning.</summary>
    [Fact]
    public async Task Joint_training_with_fine_tuning_finds_the_optimum()
    {
        var (z, t) = DiagonalData.Random(12, 2);
        using var data = DiagonalData.Of(z, t);
        using var result = await TuneDiagonalDozen.RunAsync(data, TuneDiagonalDozen.Settings with
        {
            Precision = Precision.Float64,
            Steps = 2_000,
            WarmupSteps = 300,
            Antithetic = true,
            HyperSamples = 4,
            PerturbationScale = 0.05,
            LearningRate = 2e-2,
            HyperLearningRate = 1e-2,
            FineTuningSteps = 3,
            FineTuningRate = 0.05,
        });
        for (var j = 0; j < z.Length; j++)
        {
            Assert.InRange(Math.Exp(result.Response.Current[j]) / ((z[j] / t[j]) - 1), 0.99, 1.01);
        }
    }

    private static Minibatch Batch(Dataset rows, int copies) => new(
        rows.Inputs.repeat(copies, 1), Repeated(rows.Targets, copies), arange(rows.Count * copies, dtype: ScalarType.Int64).remainder(rows.Count));

    private static Tensor Repeated(Tensor targets, int copies) => targets.dim() == 1 ? targets.repeat(copies) : targets.repeat(copies, 1);

    private static void Close(Tensor expected, Tensor actual) =>
        Assert.InRange(((expected - actual).norm() / expected.norm()).item<double>(), 0, 1e-12);
}
