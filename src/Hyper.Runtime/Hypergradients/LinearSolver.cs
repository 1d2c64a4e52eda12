namespace Hyper.Runtime.Hypergradients;

/// <summary>Solves (H + δI)·q = g, where H is the Hessian of a training loss that is seen through products only.</summary>
public abstract class LinearSolver
{
    /// <summary>Solves.</summary>
    /// <param name="product">The product with H + δI; it returns a new tensor.</param>
    /// <param name="target">g, [P].</param>
    /// <param name="start">Where to start from, [P]; null for a cold start.</param>
    /// <param name="precondition">An approximate inverse of H + δI; null for none.</param>
    /// <returns>q, [P], and the number of products taken.</returns>
    public abstract (Tensor Solution, int Products) Solve(Func<Tensor, Tensor> product, Tensor target, Tensor? start, Func<Tensor, Tensor>? precondition);
}
