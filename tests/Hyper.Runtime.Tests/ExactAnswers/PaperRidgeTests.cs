using PaperFigures.Exact;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>The closed forms that the figures of the paper are held against, on a small problem.</summary>
public sealed class PaperRidgeTests : IDisposable
{
    private const int Inputs = 4;
    private const int Outputs = 3;
    private const int Weights = (Inputs + 1) * Outputs;
    private const double Step = 1e-5;

    private readonly DataSplits splits = new(Rows(1, 12), Rows(2, 15), Rows(3, 9));
    private readonly RidgeProblem problem;

    public PaperRidgeTests() => problem = new RidgeProblem(splits);

    public void Dispose()
    {
        problem.Dispose();
        splits.Dispose();
    }

    [Fact]
    public void The_training_loss_has_no_slope_at_the_best_response()
    {
        double[] u = Spread();
        double[] best = problem.ResponseOfWeights(u);
        for (int i = 0; i < Weights; i++)
        {
            double slope = (problem.TrainingLoss(Moved(best, i, Step), u) - problem.TrainingLoss(Moved(best, i, -Step), u)) / (2 * Step);
            Assert.Equal(0, slope, 1e-8);
        }
    }

    [Fact]
    public void The_hypergradient_is_that_of_finite_differences()
    {
        double[] u = Spread();
        (double loss, double[] gradient) = problem.Hypergradient(u);
        Assert.Equal(ValidationLossAt(u), loss, 1e-12);
        for (int i = 0; i < Weights; i++)
        {
            double difference = (ValidationLossAt(Moved(u, i, Step)) - ValidationLossAt(Moved(u, i, -Step))) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-8);
        }

        Assert.Contains(gradient, slope => Math.Abs(slope) > 1e-3);
    }

    [Fact]
    public void A_strength_for_each_output_is_a_strength_for_each_of_its_weights()
    {
        double[] perOutput = [-1, 0.5, 2];
        double[] perWeight = [.. perOutput.SelectMany(u => Enumerable.Repeat(u, Inputs)), .. perOutput];
        Assert.All(problem.Response(perOutput).Zip(problem.ResponseOfWeights(perWeight)), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.All(
            problem.Response(0.7).Zip(problem.ResponseOfWeights([.. Enumerable.Repeat(0.7, Weights)])), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void Losses_are_the_mean_over_rows_of_the_squared_errors_summed()
    {
        double[] w = [.. Enumerable.Range(0, Weights).Select(i => (0.1 * i) - 0.6)];
        using var scope = NewDisposeScope();
        Tensor weight = tensor(w[..(Inputs * Outputs)]).view(Outputs, Inputs);
        Tensor bias = tensor(w[(Inputs * Outputs)..]);
        double Loss(Dataset rows) => (rows.Inputs.mm(weight.t()) + bias - rows.Targets).square().sum([1L]).mean().item<double>();
        Assert.Equal(Loss(splits.Validation), problem.ValidationLoss(w), 1e-12);
        Assert.Equal(Loss(splits.Test!), problem.TestLoss(w), 1e-12);
        double penalty = w.Zip(Spread(), (each, u) => Math.Exp(u) * each * each).Sum();
        Assert.Equal(Loss(splits.Training) + penalty, problem.TrainingLoss(w, Spread()), 1e-12);
    }

    [Fact]
    public void Exact_tuning_lowers_the_validation_loss_from_step_to_step()
    {
        double[] losses = [.. ExactTuning.Run(problem, 0, 10, default).Select(step => step.ValidationLoss)];
        Assert.Equal(11, losses.Length);
        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second < pair.First, string.Join(", ", losses)));
    }

    private double ValidationLossAt(double[] u) => problem.ValidationLoss(problem.ResponseOfWeights(u));

    private static double[] Spread() => [.. Enumerable.Range(0, Weights).Select(i => -2 + (0.25 * i))];

    private static double[] Moved(double[] values, int index, double by)
    {
        double[] moved = [.. values];
        moved[index] += by;
        return moved;
    }

    private static Dataset Rows(long seed, long count)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        return new Dataset(
            randn([count, Inputs], dtype: ScalarType.Float64, generator: noise), randn([count, Outputs], dtype: ScalarType.Float64, generator: noise));
    }
}
