using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Solvers;
using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;

namespace Hyper.Comparisons;

/// <summary>Our methods on the quadratic, from zero, with step sizes that stay; each gives the squared norm of the value function's gradient at its end.</summary>
internal static class QuadraticSolvers
{
    private const int InnerSteps = 10;

    /// <summary>SOBA: one step of z, q and x at a time, each on its own 64 samples.</summary>
    public static double SingleLoop(QuadraticProblem problem, int seed, int steps, double step, double outerStep)
    {
        using var whole = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var (z, x) = Start(problem);
        using var loop = new SingleLoop(z);
        for (var t = 0; t < steps; t++)
        {
            using var scope = NewDisposeScope();
            var (innerRows, outerRows) = (Rows(generator, problem.InnerSamples), Rows(generator, problem.OuterSamples));
            var directions = loop.At(problem.At(innerRows, outerRows, x), z, x);
            var direct = problem.Direct(z, x, outerRows);
            loop.Move(directions, step);
            z.sub_(directions.Weights * step);
            x.sub_((directions.Hypergradient + direct) * outerStep);
        }

        return problem.SquaredGradient(x);
    }

    /// <summary>Ten steps of z on 64 samples each, then ten of conjugate gradients for q on all, from the last q, and one of x.</summary>
    public static double Implicit(QuadraticProblem problem, int seed, int steps, double step, double outerStep)
    {
        using var whole = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var (z, x) = Start(problem);
        using var descent = new Unrolled(new UpdateRule(new UpdateNumbers(step)), window: 1);
        using var estimator = new Implicit(new ConjugateGradients(InnerSteps), warmStart: true);
        for (var t = 0; t < steps; t += InnerSteps)
        {
            using var scope = NewDisposeScope();
            descent.Forward(_ => problem.At(Rows(generator, problem.InnerSamples), null, x), z, x, InnerSteps);
            x.sub_((estimator.At(problem.At(null, null, x), z, x).Hypergradient + problem.Direct(z, x, null)) * outerStep);
        }

        return problem.SquaredGradient(x);
    }

    /// <summary>The same on all samples, which leaves no noise: z is taken to its optimum first.</summary>
    public static double ImplicitOnAll(QuadraticProblem problem, int steps, double outerStep)
    {
        using var whole = NewDisposeScope();
        var (z, x) = Start(problem);
        using var descent = new Unrolled(new UpdateRule(new UpdateNumbers(1)), window: 1);
        using var estimator = new Implicit(new ConjugateGradients(problem.Inner, 1e-12), warmStart: true);
        for (var t = 0; t < steps; t++)
        {
            using var scope = NewDisposeScope();
            var all = problem.At(null, null, x);
            descent.Forward(_ => all, z, x, 100);
            x.sub_((estimator.At(all, z, x).Hypergradient + problem.Direct(z, x, null)) * outerStep);
        }

        return problem.SquaredGradient(x);
    }

    private static (Tensor Z, Tensor X) Start(QuadraticProblem problem) => (zeros(problem.Inner, ScalarType.Float64), zeros(problem.Outer, ScalarType.Float64));

    private static Tensor Rows(Generator generator, int count) => randint(0, count, [QuadraticProblem.Batch], dtype: ScalarType.Int64, generator: generator);
}
