using Hyper.Runtime.Hypergradients.Problems;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>A regression network of two layers, 6 to 24 to 2 with tanh: 218 weights, and a strength of L2 for each of its four tensors.</summary>
internal sealed class SmallTwoLayer : IDisposable
{
    /// <summary>A learning rate below the stability limit of descent with a momentum of 0.9.</summary>
    public const double Rate = 0.08;

    private readonly Tensor x;
    private readonly Tensor y;
    private readonly Tensor v;
    private readonly Tensor yv;

    public SmallTwoLayer(int seed)
    {
        using var noise = new Generator((ulong)seed);
        x = Normal(40, 6);
        v = Normal(30, 6);
        var truth = Normal(6, 2) * 0.7;
        y = x.mm(truth).sin() + (Normal(40, 2) * 0.1);
        yv = v.mm(truth).sin();
        Weights = Normal((6 * 24) + 24 + (24 * 2) + 2) * 0.3;
        U = Normal(4).mul_(0.3).sub_(2);
        Problem = new DelegateProblem(
            (w, u) => Error(w, x, y) + Parts(w).Select((part, i) => part.square().sum() * u[i].exp()).Aggregate((a, b) => a + b),
            w => Error(w, v, yv));

        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float64, generator: noise);
    }

    public DelegateProblem Problem { get; }

    public Tensor Weights { get; }

    public Tensor U { get; }

    /// <summary>
    /// A local optimum to rounding: descent with momentum into a valley, then Newton's method with all curvatures taken
    /// upwards, until the gradient is as small as it can be told from zero.
    /// </summary>
    public Tensor Train(Tensor u, Tensor? start = null)
    {
        using var scope = NewDisposeScope();
        var w = (start ?? Weights).clone();
        var velocity = zeros_like(w);
        for (var step = 0; start is null && step < 500; step++)
        {
            using var inner = NewDisposeScope();
            var leaf = w.detach().requires_grad_();
            velocity.mul_(0.9).add_(autograd.grad([Problem.TrainingLoss(leaf, u)], [leaf])[0]);
            w.add_(velocity, -Rate);
        }

        for (var iteration = 0; iteration < 60; iteration++)
        {
            using var inner = NewDisposeScope();
            var graph = TrainingGraph.At(Problem, w, u);
            if (graph.Gradient.norm().item<double>() < 1e-13)
            {
                break;
            }

            var (curvatures, directions) = Curvatures(graph);
            var step = directions.mv(directions.t().mv(graph.Gradient) / curvatures.abs().clamp_min(1e-3));

            // Halved until the loss falls: far from the optimum a whole step may overshoot.
            var loss = graph.Loss.item<double>();
            var length = 1.0;
            while (length > 1e-3 && Problem.TrainingLoss(w - (step * length), u).item<double>() > loss)
            {
                length /= 2;
            }

            w.add_(step, -length);
        }

        return w.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Steps of descent with a momentum of 0.9 after which the slowest direction at an optimum has contracted to a hundred
    /// thousandth: there the iteration's larger root is the one of ρ² − (1.9 − αh)ρ + 0.9 = 0.
    /// </summary>
    public int StepsToSettle(Tensor optimum)
    {
        using var scope = NewDisposeScope();
        var least = Curvatures(TrainingGraph.At(Problem, optimum, U)).Values.min().item<double>();
        Assert.True(least > 0, $"The training ended where the loss curves by {least}.");
        var sum = 1.9 - (Rate * least);
        var discriminant = (sum * sum) - 3.6;
        var root = discriminant > 0 ? (sum + Math.Sqrt(discriminant)) / 2 : Math.Sqrt(0.9);
        return (int)Math.Ceiling(Math.Log(1e-5) / Math.Log(root));
    }

    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[x, y, v, yv, Weights, U])
        {
            tensor.Dispose();
        }
    }

    private static (Tensor Values, Tensor Directions) Curvatures(TrainingGraph graph)
    {
        var count = (int)graph.Gradient.NumberOfElements;
        var identity = eye(count, dtype: ScalarType.Float64);
        var hessian = stack([.. Enumerable.Range(0, count).Select(j => graph.HessianTimes(identity[j]))]);
        return linalg.eigh((hessian + hessian.t()) / 2);
    }

    private static Tensor Error(Tensor w, Tensor inputs, Tensor targets)
    {
        var parts = Parts(w);
        var hidden = (inputs.mm(parts[0].view(6, 24)) + parts[1]).tanh();
        return (hidden.mm(parts[2].view(24, 2)) + parts[3] - targets).square().sum(1).mean();
    }

    private static Tensor[] Parts(Tensor w) => [w.narrow(0, 0, 144), w.narrow(0, 144, 24), w.narrow(0, 168, 48), w.narrow(0, 216, 2)];
}
