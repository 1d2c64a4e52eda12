using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Hypergradients;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>The best response of ridge regression and its Jacobian (exact answers 1 and 2) against derivatives of the losses.</summary>
public sealed class BestResponseTests
{
    static BestResponseTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int, int, int> Cases => new()
    {
        { 1, 5, 0 },
        { 3, 10, 1 },
        { 8, 6, 2 },
        { 20, 40, 3 },
        { 60, 30, 4 },
    };

    /// <summary>Answer 1: w* = H⁻¹(2/n)Xᵀy is where the training loss has no gradient and curves by H.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_response_minimises_the_training_loss(int features, int rows, int seed)
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(features, rows, seed);
        var graph = TrainingGraph.At(ridge.Problem, ridge.Weights, ridge.U);

        // Rounding only: a solve, and sums over up to 60 features.
        Assert.InRange(graph.Gradient.abs().max().item<double>(), 0, 1e-12);
        var v = randn(features, dtype: ScalarType.Float64);
        Assert.InRange(Problems.Difference(ridge.Hessian.mv(v), graph.HessianTimes(v)), 0, 1e-12);
    }

    /// <summary>Answer 2: ∂w*/∂uⱼ = −2·exp(uⱼ)·wⱼ*·H⁻¹eⱼ, against −H⁻¹·∂²L_T/∂w∂u and against differences of w* itself.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_responses_jacobian_is_known(int features, int rows, int seed)
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(features, rows, seed);
        var w = ridge.Weights;
        var graph = TrainingGraph.At(ridge.Problem, w, ridge.U);
        const double step = 1e-5;
        for (var j = 0; j < features; j++)
        {
            using var inner = NewDisposeScope();
            var one = zeros_like(w);
            one[j] = 1;
            var exact = linalg.solve(ridge.Hessian, one) * (-2 * ridge.U[j].exp() * w[j]);
            var @implicit = -linalg.solve(ridge.Hessian, graph.GradientAlong(one));
            Assert.InRange(Problems.Difference(exact, @implicit), 0, 1e-11);

            // A central difference errs by the square of its step, and by rounding over the step.
            var difference = ((ridge with { U = ridge.U + (one * step) }).Weights - (ridge with { U = ridge.U - (one * step) }).Weights) / (2 * step);
            Assert.InRange((exact - difference).abs().max().item<double>(), 0, 1e-8);
        }
    }
}
