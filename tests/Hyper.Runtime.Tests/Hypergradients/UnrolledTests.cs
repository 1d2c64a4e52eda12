using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Solvers;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>Unrolled differentiation against its closed form and against one graph over all steps (exact answers 5 and 10).</summary>
public sealed class UnrolledTests
{
    static UnrolledTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> SteepSeeds => [.. Thorough.Seeds([1], [0, 3, 4])];

    /// <summary>Answer 5: descent from zero gives w_T = (1 − (1 − αh)^T)·w*, h = 2(1 + exp u).</summary>
    [Theory]
    [InlineData(2, 0.1, 0)]
    [InlineData(10, 0.05, 1)]
    [InlineData(100, 0.02, 2)]
    [InlineData(400, 0.1, 3)]
    public void Descent_from_zero_has_the_known_hypergradient(int steps, double rate, int seed)
    {
        using var scope = NewDisposeScope();
        var (z, t, u) = Problems.RandomDiagonal(12, seed);
        var problem = Problems.Diagonal(z, t);
        var w = zeros_like(z);
        using var unrolled = Descent(rate);
        unrolled.Forward(_ => problem, w, u, steps);
        var hypergradient = unrolled.Backward(problem.ValidationGradient(w).Gradient);

        var e = u.exp();
        var left = 1 - (rate * 2 * (1 + e));
        Assert.InRange(Problems.Difference((1 - left.pow(steps)) * z / (1 + e), w), 0, 1e-12);

        // d/du of (1 − left^T)·z/(1 + e): of the second factor, and of the first through left, ∂left/∂u = −2αe.
        var response = ((1 - left.pow(steps)) * -z * e / (1 + e).square()) + (steps * left.pow(steps - 1) * 2 * rate * e * z / (1 + e));
        Assert.InRange(Problems.Difference(2 * (w - t) * response, hypergradient), 0, 1e-11);
    }

    /// <summary>Answer 10: the reverse pass over stored steps is reverse mode over one graph of all of them.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 1)]
    [InlineData(0.5, 2)]
    public void The_reverse_pass_is_reverse_mode(double momentum, int seed)
    {
        using var scope = NewDisposeScope();
        const int steps = 25;
        const double rate = 0.05;
        using var network = new SmallTwoLayer(seed);
        var w = network.Weights.clone();
        using var unrolled = Descent(rate, momentum);
        unrolled.Forward(_ => network.Problem, w, network.U, steps);
        var ours = unrolled.Backward(network.Problem.ValidationGradient(w).Gradient);

        var u = network.U.clone().requires_grad_();
        var traced = network.Weights.clone().requires_grad_();
        var v = zeros_like(traced);
        for (var step = 0; step < steps; step++)
        {
            v = (momentum * v) + autograd.grad([network.Problem.TrainingLoss(traced, u)], [traced], retain_graph: true, create_graph: true)[0];
            traced -= rate * v;
        }

        var reference = autograd.grad([network.Problem.ValidationLoss(traced)], [u])[0];
        Assert.InRange(Problems.Difference(traced.detach(), w), 0, 1e-12);
        Assert.InRange(Problems.Difference(reference, ours), 0, 1e-10);
    }

    [Fact]
    public void A_truncated_window_is_an_unrolling_from_where_it_begins()
    {
        using var scope = NewDisposeScope();
        using var network = new SmallTwoLayer(4);
        var w = network.Weights.clone();
        using var truncated = Descent(0.05, 0.5, window: 6);
        truncated.Forward(_ => network.Problem, w, network.U, 20);
        Assert.Equal(6, truncated.Recorded);
        var hypergradient = truncated.Backward(network.Problem.ValidationGradient(w).Gradient);

        var again = network.Weights.clone();
        using var full = Descent(0.05, 0.5);
        full.Forward(_ => network.Problem, again, network.U, 14);
        full.Forward(_ => network.Problem, again, network.U, 6);
        Assert.InRange(Problems.Difference(w, again), 0, 1e-14);
        Assert.InRange(Problems.Difference(full.Backward(network.Problem.ValidationGradient(again).Gradient), hypergradient), 0, 1e-12);
    }

    [Fact]
    public void A_record_serves_any_number_of_reverse_passes()
    {
        using var scope = NewDisposeScope();
        var (z, t, u) = Problems.RandomDiagonal(3, 1);
        var problem = Problems.Diagonal(z, t);
        using var unrolled = Descent(0.1);
        Assert.Throws<InvalidOperationException>(() => unrolled.Backward(ones_like(z)));
        unrolled.Forward(_ => problem, zeros_like(z), u, 3);
        var first = unrolled.Backward(ones_like(z)).data<double>().ToArray();
        Assert.Equal(first, unrolled.Backward(ones_like(z)).data<double>().ToArray());
        Assert.All(first.Zip(unrolled.Backward(ones_like(z) * 2).data<double>().ToArray()), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-12));
    }

    /// <summary>
    /// Unrolled, implicit and finite differences of retrainings agree on a network of a few hundred weights that is
    /// trained to its optimum.
    /// </summary>
    /// <remarks>
    /// At an optimum to rounding the implicit hypergradient is exact, the unrolled one lacks a hundred thousandth of its slowest
    /// direction, and central differences err by the square of their step, 1e-8. Seeds 2 and 5 agree as well, but have
    /// directions so flat that their unrolling takes several times as long.
    /// </remarks>
    [Theory]
    [MemberData(nameof(SteepSeeds))]
    public void Unrolled_implicit_and_finite_differences_agree(int seed)
    {
        using var scope = NewDisposeScope();
        using var network = new SmallTwoLayer(seed);
        var optimum = network.Train(network.U);
        using var solver = new Implicit(new ConjugateGradients(600, 1e-10));
        var @implicit = solver.At(network.Problem, optimum, network.U).Hypergradient;

        // From the optimum the unrolled steps stay there, and their reverse pass is the Neumann series with momentum.
        var w = optimum.clone();
        using var unrolled = Descent(SmallTwoLayer.Rate, 0.9);
        unrolled.Forward(_ => network.Problem, w, network.U, network.StepsToSettle(optimum));
        var reverse = unrolled.Backward(network.Problem.ValidationGradient(w).Gradient);

        var differences = zeros_like(network.U);
        const double e = 1e-4;
        for (var j = 0; j < network.U.NumberOfElements; j++)
        {
            var step = zeros_like(network.U);
            step[j] = e;
            differences[j] = (Loss(network.U + step) - Loss(network.U - step)) / (2 * e);
        }

        Assert.InRange(Problems.Difference(@implicit, reverse), 0, 1e-4);
        Assert.InRange(Problems.Difference(@implicit, differences), 0, 1e-4);

        // Retrainings start from the optimum, so that they end in the same one.
        double Loss(Tensor u) => network.Problem.ValidationLoss(network.Train(u, optimum)).item<double>();
    }

    private static Unrolled Descent(double rate, double momentum = 0, int window = int.MaxValue) => new(new UpdateRule(new UpdateNumbers(rate, momentum)), window);
}
