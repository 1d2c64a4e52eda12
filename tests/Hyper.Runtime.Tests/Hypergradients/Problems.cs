using Hyper.Runtime.Hypergradients.Problems;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypergradients;

/// <summary>Bilevel problems with answers in closed form, as plain functions, in double precision.</summary>
internal static class Problems
{
    /// <summary>L_T = Σ(w − z)² + Σ exp(u)w², L_V = Σ(w − t)²: w* = z/(1 + exp u) for each weight on its own.</summary>
    public static DelegateProblem Diagonal(Tensor z, Tensor t) => new(
        (w, u) => (w - z).square().sum() + (u.exp() * w.square()).sum(),
        w => (w - t).square().sum());

    /// <summary>Random z and t with t/z between 0.25 and 0.75, and strengths between −1 and 1.</summary>
    public static (Tensor Z, Tensor T, Tensor U) RandomDiagonal(int count, int seed)
    {
        using var noise = new Generator((ulong)seed);
        var z = Uniform(1, 2) * Uniform(-1, 1).sign();
        return (z, z * Uniform(0.25, 0.75), Uniform(-1, 1));

        Tensor Uniform(double low, double high) => rand(count, dtype: ScalarType.Float64, generator: noise).mul_(high - low).add_(low);
    }

    /// <summary>Ridge regression with one strength a weight, and what its closed form needs.</summary>
    public static Ridge RandomRidge(int features, int rows, int seed)
    {
        using var noise = new Generator((ulong)seed);
        return new Ridge(
            Normal(rows, features), Normal(rows), Normal(rows, features), Normal(rows), Normal(features).mul_(0.5).sub_(1));

        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float64, generator: noise);
    }

    /// <summary>(1/n)‖Xw − y‖² + Σ exp(u)w² and (1/m)‖Vw − y_v‖² (exact answers 1 to 3).</summary>
    internal sealed record Ridge(Tensor X, Tensor Y, Tensor V, Tensor Yv, Tensor U)
    {
        public DelegateProblem Problem => new(
            (w, u) => ((X.mv(w) - Y).square().mean() + (u.exp() * w.square()).sum()),
            w => (V.mv(w) - Yv).square().mean());

        public Tensor Hessian => (X.t().mm(X) * (2.0 / X.shape[0])) + diag(U.exp() * 2);

        public Tensor Weights => linalg.solve(Hessian, X.t().mv(Y) * (2.0 / X.shape[0]));

        public Tensor Hypergradient
        {
            get
            {
                var w = Weights;
                var g = V.t().mv(V.mv(w) - Yv) * (2.0 / V.shape[0]);
                return U.exp() * w * linalg.solve(Hessian, g) * -2;
            }
        }
    }

    /// <summary>The largest difference of two tensors over the largest element of the first.</summary>
    public static double Difference(Tensor expected, Tensor actual) =>
        ((expected - actual).abs().max() / expected.abs().max()).item<double>();
}
