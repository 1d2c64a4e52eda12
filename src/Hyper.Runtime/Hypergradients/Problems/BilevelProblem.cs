namespace Hyper.Runtime.Hypergradients.Problems;

/// <summary>
/// A bilevel problem: minimise L_V(w*(u)) over u, where w*(u) minimises L_T(w, u) over w. Every estimator of a hypergradient
/// is written over this, so that a model and a problem with a closed form go the same way.
/// </summary>
/// <remarks>
/// Both losses are autograd graphs and can be differentiated any number of times. What they create belongs to the
/// caller's dispose scope.
/// </remarks>
public abstract class BilevelProblem
{
    /// <summary>L_T(w, u). A call draws its noise (masks, perturbations of inputs) once; the graph that it returns keeps that draw.</summary>
    /// <param name="weights">w, [P].</param>
    /// <param name="unconstrained">u, [n].</param>
    /// <returns>A scalar.</returns>
    public abstract Tensor TrainingLoss(Tensor weights, Tensor unconstrained);

    /// <summary>L_V(w), which no hyperparameter is read by.</summary>
    /// <param name="weights">w, [P].</param>
    /// <returns>A scalar.</returns>
    public abstract Tensor ValidationLoss(Tensor weights);

    /// <summary>The validation loss and its gradient g = ∇L_V(w), outside of any graph.</summary>
    /// <param name="weights">w, [P].</param>
    /// <returns>A scalar and [P].</returns>
    public (Tensor Loss, Tensor Gradient) ValidationGradient(Tensor weights)
    {
        using var scope = torch.NewDisposeScope();
        var w = weights.detach().requires_grad_();

        // Adding nothing times w keeps autograd from failing where the loss does not depend on the weights at all.
        var loss = ValidationLoss(w).add(w.sum() * Scalars.Of(0), Scalars.Of(1));
        var gradient = torch.autograd.grad([loss], [w])[0];
        return (loss.detach().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }
}
