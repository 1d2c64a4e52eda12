namespace Hyper.Runtime.Hypergradients.Solvers;

/// <summary>
/// Conjugate gradients (Hestenes and Stiefel, 1952), preconditioned where there is something to do it with: exact in as
/// many steps as there are weights, and close after few where the curvatures are bunched.
/// </summary>
/// <remarks>
/// The Hessian of a network away from its optimum may curve downwards. At a direction in which it does the iteration
/// stops and keeps what it has: the steps before are a descent direction.
/// </remarks>
public sealed class ConjugateGradients : LinearSolver
{
    private readonly int steps;
    private readonly double tolerance;

    /// <summary>Chooses when to stop.</summary>
    /// <param name="steps">K, at most as many products with H, at least 1.</param>
    /// <param name="tolerance">
    /// The residual's norm over that of g at which the solution is good enough, 0 or above. 0 makes all steps and never
    /// reads a residual back, which saves a wait for the device in each.
    /// </param>
    public ConjugateGradients(int steps, double tolerance = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        this.steps = steps;
        this.tolerance = tolerance;
    }

    /// <inheritdoc/>
    public override (Tensor Solution, int Products) Solve(
        Func<Tensor, Tensor> product, Tensor target, Tensor? start, Func<Tensor, Tensor>? precondition)
    {
        using var scope = torch.NewDisposeScope();
        var (q, residual, products) = Begin(product, target, start);
        var direction = (precondition?.Invoke(residual) ?? residual).clone();
        var energy = residual.dot(direction);

        // All of it stays on the device: "going on" is a factor of 1 that falls to 0 at a downward curvature or where
        // nothing is left to solve, after which the steps have length zero.
        var goingOn = torch.ones_like(energy);
        var isKnown = torch.ones_like(energy);
        var enough = tolerance > 0 ? tolerance * target.norm().to(ScalarType.Float64).item<double>() : 0;
        for (var k = 0; k < steps; k++)
        {
            if (enough > 0 && residual.norm().to(ScalarType.Float64).item<double>() <= enough)
            {
                break;
            }

            using var inner = torch.NewDisposeScope();
            var curved = product(direction);
            products++;
            var curvature = direction.dot(curved);
            goingOn.mul_(curvature.gt(Scalars.Of(0))).mul_(energy.gt(Scalars.Of(0)));
            if (k == 0)
            {
                isKnown.copy_(curvature.gt(Scalars.Of(0)).logical_or(energy.le(Scalars.Of(0))));
            }

            var length = torch.where(goingOn.gt(Scalars.Of(0)), energy / curvature, torch.zeros_like(energy));
            q.addcmul_(direction, length, Scalars.Of(1));
            residual.addcmul_(curved, length, Scalars.Of(-1));
            var solved = precondition?.Invoke(residual) ?? residual;
            var next = residual.dot(solved);
            direction.mul_(torch.where(energy.gt(Scalars.Of(0)), next / energy, torch.zeros_like(next))).add_(solved, Scalars.Of(1));
            energy.copy_(next);
        }

        // Where already the first direction curved downwards nothing is known of the inverse, wherever the iteration started; then, as
        // T1-T2, the preconditioned gradient itself points the way.
        q = torch.where(isKnown.gt(Scalars.Of(0)), q, precondition?.Invoke(target) ?? target);
        return (q.MoveToOuterDisposeScope(), products);
    }
}
