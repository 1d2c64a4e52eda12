namespace Hyper.Runtime.Hypergradients.Solvers;

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

    /// <summary>
    /// Where the iteration starts and what is unsolved there. An earlier solution that leaves more unsolved than zero does is
    /// dropped: on another minibatch, or where the loss curves downwards, warm starts would otherwise feed on themselves.
    /// </summary>
    private protected static (Tensor Solution, Tensor Residual, int Products) Begin(Func<Tensor, Tensor> product, Tensor target, Tensor? start)
    {
        if (start is null)
        {
            return (torch.zeros_like(target), target.clone(), 0);
        }

        var residual = target - product(start);
        var helps = residual.norm().lt(target.norm());
        return (torch.where(helps, start, torch.zeros_like(start)), torch.where(helps, residual, target), 1);
    }
}
