using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>Unrolled differentiation by the optimizer's own numbers: against closed forms, one graph over all steps, and differences of the whole window.</summary>
public sealed class TunedUnrollingTests
{
    private const int Before = 7;
    private const int Steps = 12;

    static TunedUnrollingTests() => NativeBackend.EnsureLoaded();

    /// <summary>
    /// Descent from zero without momentum has w_T = (1 − (1 − α(h + λ))^T)·2z/(h + λ), h = 2(1 + exp u): its derivatives by α and λ are the rule's.
    /// </summary>
    [Theory]
    [InlineData(1, 0.05, 0.3, 0)]
    [InlineData(10, 0.05, 0.3, 1)]
    [InlineData(60, 0.02, 1.5, 2)]
    public void Rate_and_decay_have_the_known_derivatives(int steps, double alpha, double lambda, int seed)
    {
        using var scope = NewDisposeScope();
        var (z, t, strengths) = Problems.RandomDiagonal(12, seed);
        var update = new TunedUpdate(12);

        // Momentum at the reach of its transform is nothing to twelve digits.
        var u = update.Point(strengths, alpha, 1e-13, lambda);
        var problem = Diagonal(z, t);
        var w = zeros_like(z);
        using var unrolled = new Unrolled(update.Rule);
        unrolled.Forward(_ => problem, w, u, steps);
        var hypergradient = unrolled.Backward(problem.ValidationGradient(w).Gradient);

        var curvature = (2 * (1 + strengths.exp())) + lambda;
        var left = 1 - (alpha * curvature);
        Assert.InRange(Problems.Difference((1 - left.pow(steps)) * 2 * z / curvature, w), 0, 1e-11);
        var g = 2 * (w - t);
        var ofRate = (g * steps * left.pow(steps - 1) * 2 * z).sum();
        var ofDecay = (g * 2 * z * ((steps * alpha * left.pow(steps - 1) / curvature) - ((1 - left.pow(steps)) / curvature.square()))).sum();
        var expected = update.ByCoordinates(u, zeros_like(strengths), ofRate, zeros([], dtype: ScalarType.Float64), ofDecay);
        foreach (var j in (int[])[12, 14])
        {
            Assert.Equal(expected[j].item<double>(), hypergradient[j].item<double>(), (1e-10 * Math.Abs(expected[j].item<double>())) + 1e-15);
        }
    }

    /// <summary>The velocity that the run has when the window begins is taken as given, on either side.</summary>
    [Theory]
    [InlineData(0, 0.9, 1.0)]
    [InlineData(1, 0.5, 0.7)]
    [InlineData(2, 0.99, 0.2)]
    public void The_reverse_pass_is_reverse_mode(int seed, double mu, double factor)
    {
        using var scope = NewDisposeScope();
        using var network = new SmallTwoLayer(seed);
        var update = new TunedUpdate(4);
        var u = update.Point(network.U, 0.03, mu, 0.2);
        var w = network.Weights.clone();
        using var unrolled = new Unrolled(update.Rule);
        unrolled.Forward(_ => network.Problem, w, u, Before, factor);
        var (start, velocity) = (w.clone(), unrolled.Descent.VelocityOf(w).clone());
        unrolled.Forward(_ => network.Problem, w, u, Steps, factor);
        var ours = unrolled.Backward(network.Problem.ValidationGradient(w).Gradient);

        var leaf = u.clone().requires_grad_();
        var traced = Window(network.Problem, update, start.requires_grad_(), velocity, leaf, factor);
        Assert.InRange(Problems.Difference(traced.detach(), w), 0, 1e-12);
        var reference = autograd.grad([network.Problem.ValidationLoss(traced)], [leaf])[0];
        for (var j = 0; j < 7; j++)
        {
            Assert.Equal(reference[j].item<double>(), ours[j].item<double>(), 1e-10 * (1 + Math.Abs(reference[j].item<double>())));
            Assert.NotEqual(0, ours[j].item<double>());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Differences_of_the_whole_window_agree(int seed)
    {
        using var scope = NewDisposeScope();
        using var network = new SmallTwoLayer(seed);
        var update = new TunedUpdate(4);
        var u = update.Point(network.U, 0.05, 0.8, 0.3);
        var w = network.Weights.clone();
        using var unrolled = new Unrolled(update.Rule);
        unrolled.Forward(_ => network.Problem, w, u, Steps);
        var ours = unrolled.Backward(network.Problem.ValidationGradient(w).Gradient);
        const double e = 1e-5;
        for (var j = 0; j < 7; j++)
        {
            var difference = (Loss(j, e) - Loss(j, -e)) / (2 * e);
            Assert.Equal(difference, ours[j].item<double>(), 1e-7 * (1 + Math.Abs(difference)));
        }

        double Loss(int coordinate, double step)
        {
            var moved = u.clone();
            moved[coordinate] += step;
            var weights = network.Weights.clone();
            using var again = new Unrolled(update.Rule);
            again.Forward(_ => network.Problem, weights, moved, Steps);
            return network.Problem.ValidationLoss(weights).item<double>();
        }
    }

    private static DelegateProblem Diagonal(Tensor z, Tensor t) => new(
        (w, u) => (w - z).square().sum() + (u.narrow(0, 0, z.shape[0]).exp() * w.square()).sum(),
        w => (w - t).square().sum());

    private static Tensor Window(BilevelProblem problem, TunedUpdate update, Tensor start, Tensor velocity, Tensor u, double factor)
    {
        var (rate, momentum, decay) = update.At(u);
        var (w, v) = (start, velocity);
        for (var step = 0; step < Steps; step++)
        {
            v = (momentum * v) + autograd.grad([problem.TrainingLoss(w, u)], [w], retain_graph: true, create_graph: true)[0];
            w -= rate * factor * (v + (decay * w));
        }

        return w;
    }
}
