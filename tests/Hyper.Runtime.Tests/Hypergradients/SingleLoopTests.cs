using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>SOBA: its directions, where they lead, and what minibatches do to them.</summary>
public sealed class SingleLoopTests
{
    static SingleLoopTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void The_directions_are_those_of_the_paper()
    {
        using var scope = NewDisposeScope();
        var ridge = Problems.RandomRidge(7, 20, 1);
        var w = arange(7, dtype: ScalarType.Float64) * 0.1;
        using var loop = new SingleLoop(w);
        loop.Solution.copy_(linspace(-1, 1, 7, dtype: ScalarType.Float64));
        var directions = loop.At(ridge.Problem, w, ridge.U);
        var gradient = (ridge.Hessian.mv(w) - (ridge.X.t().mv(ridge.Y) * (2.0 / 20)));
        var validation = ridge.V.t().mv(ridge.V.mv(w) - ridge.Yv) * (2.0 / 20);
        Assert.InRange(Problems.Difference(gradient, directions.Weights), 0, 1e-12);
        Assert.InRange(Problems.Difference(ridge.Hessian.mv(loop.Solution) - validation, directions.Solution), 0, 1e-12);
        Assert.InRange(Problems.Difference(-2 * ridge.U.exp() * w * loop.Solution, directions.Hypergradient), 0, 1e-12);
    }

    /// <summary>Answer 4: the three states reach w = t, q = H⁻¹·0 and u = ln(z/t − 1) together.</summary>
    [Theory]
    [InlineData(12, 0)]
    [InlineData(12, 1)]
    [InlineData(1_000, 2)]
    public void It_converges_to_the_optimum_of_the_diagonal_problem(int count, int seed)
    {
        using var scope = NewDisposeScope();
        var (z, t, u) = Problems.RandomDiagonal(count, seed);
        var problem = Problems.Diagonal(z, t);
        var w = zeros_like(z);
        using var loop = new SingleLoop(w);
        for (var step = 0; step < 2_500; step++)
        {
            using var inner = NewDisposeScope();
            var directions = loop.At(problem, w, u);
            w.add_(directions.Weights, -0.1);
            loop.Move(directions, 0.1);
            u.add_(directions.Hypergradient, -0.1);
        }

        // Every direction contracts: after 2,500 steps it has settled, to far below this.
        Assert.InRange(((z / t) - 1).sub_(u.exp()).abs_().max().item<double>(), 0, 1e-6);
        Assert.InRange((w - t).abs().max().item<double>(), 0, 1e-6);
    }
}
