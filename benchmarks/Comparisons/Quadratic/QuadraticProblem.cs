using Hyper.Runtime.Hypergradients.Problems;
using TorchSharp;
using static TorchSharp.torch;

namespace Hyper.Comparisons;

/// <summary>
/// benchmark_bilevel's quadratic: inner and outer functions are means over samples of ½zᵀAz + ½xᵀBx + xᵀCz + aᵀz + bᵀx, with A = ααᵀ, B = ββᵀ and C = (UDγ)(Vγ)ᵀ of
/// a sample's own normal vectors. The spectra are as there: of A from μ to 1, of B the same with a zero, of C from μ to L.
/// </summary>
/// <remarks>In double precision. JAX's generator is not ours, so that the draws are others than there.</remarks>
internal sealed class QuadraticProblem : IDisposable
{
    /// <summary>The benchmark's batch.</summary>
    public const int Batch = 64;

    private const double LeastCurvature = 0.1, MostCurvature = 1, Coupling = 0.1;

    private readonly DisposeScope owned;
    private readonly QuadraticSamples inner;
    private readonly QuadraticSamples outer;

    private QuadraticProblem(DisposeScope owned, QuadraticSamples inner, QuadraticSamples outer) => (this.owned, this.inner, this.outer) = (owned, inner, outer);

    /// <summary>Inner dimension, of z.</summary>
    public int Inner => (int)inner.Mean.Curvature.shape[0];

    /// <summary>Outer dimension, of x.</summary>
    public int Outer => (int)outer.Mean.Outer.shape[0];

    /// <summary>Samples of the inner function.</summary>
    public int InnerSamples => inner.Count;

    /// <summary>Samples of the outer function.</summary>
    public int OuterSamples => outer.Count;

    /// <summary>Draws a problem whose value function is convex, as the benchmark does: by trying again.</summary>
    /// <param name="seed">Of the draws.</param>
    /// <param name="dimension">The inner dimension.</param>
    /// <param name="outerDimension">The outer one.</param>
    /// <param name="innerSamples">Samples of the inner function.</param>
    /// <param name="outerSamples">Samples of the outer one.</param>
    public static QuadraticProblem Draw(int seed, int dimension, int outerDimension, int innerSamples, int outerSamples)
    {
        using var generator = new Generator((ulong)seed, CPU);
        while (true)
        {
            var owned = NewDisposeScope();
            var problem = new QuadraticProblem(
                owned,
                QuadraticSamples.Draw(generator, innerSamples, dimension, outerDimension, LeastCurvature, MostCurvature, Coupling),
                QuadraticSamples.Draw(generator, outerSamples, dimension, outerDimension, LeastCurvature, MostCurvature, Coupling));
            if (linalg.eigvalsh(problem.ValueHessian()).min().item<double>() >= 1e-12)
            {
                return problem;
            }

            problem.Dispose();
        }
    }

    /// <summary>The problem on some samples of either function, at an outer point: what of the outer function depends on z.</summary>
    /// <param name="innerRows">Indices of inner samples; null for all.</param>
    /// <param name="outerRows">Indices of outer samples; null for all.</param>
    /// <param name="point">x, [n].</param>
    public BilevelProblem At(Tensor? innerRows, Tensor? outerRows, Tensor point) => new DelegateProblem(
        (z, x) => inner.Value(z, x, innerRows),
        z => outer.Value(z, point, outerRows));

    /// <summary>∂F/∂x of the outer function at fixed z, [n]: the part of the hypergradient that does not go through the response.</summary>
    public Tensor Direct(Tensor z, Tensor x, Tensor? outerRows)
    {
        using var scope = NewDisposeScope();
        var moved = x.detach().requires_grad_();
        return autograd.grad([outer.Value(z, moved, outerRows)], [moved])[0].MoveToOuterDisposeScope();
    }

    /// <summary>The squared norm of the value function's gradient at x, in closed form: what the benchmark measures.</summary>
    public double SquaredGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        return ValueGradient(x).square().sum().item<double>();
    }

    /// <summary>The gradient of the value function at x, in closed form, [n].</summary>
    public Tensor ValueGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        var z = linalg.solve(inner.Mean.Curvature, -(inner.Mean.InnerSlope + inner.Mean.Cross.t().mv(x)));
        var q = linalg.solve(inner.Mean.Curvature, outer.Mean.Curvature.mv(z) + outer.Mean.Cross.t().mv(x) + outer.Mean.InnerSlope);
        var gradient = outer.Mean.Outer.mv(x) + outer.Mean.Cross.mv(z) + outer.Mean.OuterSlope - inner.Mean.Cross.mv(q);
        return gradient.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => owned.Dispose();

    // The Hessian of the value function, [n, n].
    private Tensor ValueHessian()
    {
        var jacobian = -linalg.solve(inner.Mean.Curvature, inner.Mean.Cross.t());
        var mixed = outer.Mean.Cross.matmul(jacobian);
        return jacobian.t().matmul(outer.Mean.Curvature).matmul(jacobian) + outer.Mean.Outer + mixed + mixed.t();
    }
}
