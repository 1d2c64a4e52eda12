using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypergradients.Problems;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// The single-loop stochastic bilevel method SOBA (Dagréou et al., 2022): the solution q of Hq = ∇L_V is a state beside w
/// and u, and each step moves all three along directions that are linear in the data, so that minibatches give them
/// without bias.
/// </summary>
/// <remarks>D_w = ∂L_T/∂w, D_q = Hq − ∇L_V and D_u = −qᵀ·∂²L_T/∂w∂u, all at the state before the step.</remarks>
public sealed class SingleLoop : IDisposable, IResumable
{
    private readonly double damping;

    /// <summary>Starts at q = 0.</summary>
    /// <param name="like">A tensor of the shape, type and device of w, [P].</param>
    /// <param name="damping">Added to the Hessian's diagonal, 0 or above.</param>
    public SingleLoop(Tensor like, double damping = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(damping);
        this.damping = damping;
        Solution = torch.zeros_like(like).DetachFromDisposeScope();
    }

    /// <summary>q, [P].</summary>
    public Tensor Solution { get; }

    /// <summary>The three directions at the current state.</summary>
    /// <param name="problem">The problem on the step's minibatches.</param>
    /// <param name="weights">w, [P].</param>
    /// <param name="unconstrained">u, [n].</param>
    public Directions At(BilevelProblem problem, Tensor weights, Tensor unconstrained)
    {
        var (validationLoss, gradient) = problem.ValidationGradient(weights);
        var graph = TrainingGraph.At(problem, weights, unconstrained);
        var (hessian, mixed) = graph.Times(Solution);
        return new Directions(
            graph.Gradient, hessian.add_(Solution, Scalars.Of(damping)).sub_(gradient), mixed.neg_(), graph.Loss, validationLoss);
    }

    /// <summary>Moves q.</summary>
    /// <param name="directions">The step's directions.</param>
    /// <param name="rate">The step size of q: below 2 over the largest curvature.</param>
    public void Move(Directions directions, double rate) => Solution.add_(directions.Solution, Scalars.Of(-rate));

    void IResumable.Save(StateWriter to) => to.Add("solution", Solution);

    void IResumable.Restore(StateReader from) => from.Read("solution", Solution);

    /// <inheritdoc/>
    public void Dispose() => Solution.Dispose();

    /// <summary>Where one step leads; each state moves against its direction.</summary>
    /// <param name="Weights">D_w, [P].</param>
    /// <param name="Solution">D_q, [P].</param>
    /// <param name="Hypergradient">D_u, [n].</param>
    /// <param name="TrainingLoss">L_T, a scalar.</param>
    /// <param name="ValidationLoss">L_V, a scalar.</param>
    public readonly record struct Directions(Tensor Weights, Tensor Solution, Tensor Hypergradient, Tensor TrainingLoss, Tensor ValidationLoss);
}
