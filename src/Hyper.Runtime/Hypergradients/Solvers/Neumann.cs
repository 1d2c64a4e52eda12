namespace Hyper.Runtime.Hypergradients.Solvers;

/// <summary>
/// The Neumann series (Lorraine, Vicol and Duvenaud, 2020): q = α·Σₖ₌₀ᴷ (I − αH)ᵏ·g, which is K + 1 steps of the fixed-point
/// iteration q ← q − α(Hq − g) from zero. With a preconditioner M, αM⁻¹ stands for α.
/// </summary>
/// <remarks>
/// It converges where α times the largest curvature is below 2; in a direction of curvature h it has 1 − (1 − αh)^{K+1} of
/// the exact solution. Started from an earlier solution the series is over what that left unsolved.
/// </remarks>
public sealed class Neumann : LinearSolver
{
    private readonly int terms;
    private readonly double rate;

    /// <summary>Chooses the series.</summary>
    /// <param name="terms">K, 0 or above.</param>
    /// <param name="rate">α, above 0.</param>
    public Neumann(int terms, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(terms);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        this.terms = terms;
        this.rate = rate;
    }

    /// <inheritdoc/>
    public override (Tensor Solution, int Products) Solve(
        Func<Tensor, Tensor> product, Tensor target, Tensor? start, Func<Tensor, Tensor>? precondition)
    {
        using var scope = torch.NewDisposeScope();
        var (q, residual, products) = Begin(product, target, start);
        var term = precondition?.Invoke(residual) ?? residual.clone();
        var sum = term.clone();
        for (var k = 0; k < terms; k++)
        {
            using var inner = torch.NewDisposeScope();
            var next = product(term);
            term.add_(precondition?.Invoke(next) ?? next, Scalars.Of(-rate));
            sum.add_(term, Scalars.Of(1));
        }

        return (q.add_(sum, Scalars.Of(rate)).MoveToOuterDisposeScope(), products + terms);
    }
}
