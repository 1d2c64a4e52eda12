using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypergradients.Curvature;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypergradients.Solvers;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// Implicit differentiation: at the optimum of the training loss, dL_V/du = −qᵀ·∂²L_T/∂w∂u with (H + δI)·q = ∇L_V, by the
/// implicit function theorem (Larsen et al. 1996; Lorraine, Vicol and Duvenaud 2020).
/// </summary>
/// <remarks>
/// Costs one graph of the training loss with its gradient, a Hessian-vector product (about a forward and a backward pass)
/// for each step of the solver, and one mixed product. Memory does not grow with the number of steps.
/// </remarks>
public sealed class Implicit : IDisposable, IResumable
{
    private readonly LinearSolver solver;
    private readonly CurvatureEstimate? preconditioner;
    private readonly bool warmStart;
    private readonly double damping;
    private Tensor? last;

    /// <summary>Chooses how the linear system is solved.</summary>
    /// <param name="solver">Neumann series or conjugate gradients.</param>
    /// <param name="preconditioner">Tracked curvature whose inverse the solver starts from, refreshed at each call; null for none. It is disposed of with this.</param>
    /// <param name="warmStart">Whether each call starts from the last one's q, which helps where weights and hyperparameters move little between calls.</param>
    /// <param name="damping">δ, 0 or above: it keeps flat and downward directions from being trusted.</param>
    public Implicit(LinearSolver solver, CurvatureEstimate? preconditioner = null, bool warmStart = false, double damping = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(damping);
        this.solver = solver;
        this.preconditioner = preconditioner;
        this.warmStart = warmStart;
        this.damping = damping;
    }

    /// <summary>Stops between two products with the Hessian.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Products with the Hessian that the last call took.</summary>
    public int Products { get; private set; }

    /// <summary>The q of the last call, [P], where it was kept for a warm start; null before the first and without one.</summary>
    public Tensor? Solution => last;

    /// <summary>The hypergradient at given weights.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">w, [P]: near the optimum of the training loss.</param>
    /// <param name="unconstrained">u, [n].</param>
    public HypergradientEstimate At(BilevelProblem problem, Tensor weights, Tensor unconstrained)
    {
        preconditioner?.Refresh(problem, weights, unconstrained);
        var (validationLoss, gradient) = problem.ValidationGradient(weights);
        var graph = TrainingGraph.At(problem, weights, unconstrained);
        var (q, products) = solver.Solve(
            vector =>
            {
                Cancellation.ThrowIfCancellationRequested();
                return graph.HessianTimes(vector).add_(vector, Scalars.Of(damping));
            },
            gradient,
            last,
            preconditioner is null ? null : preconditioner.Solve);
        Products = products;
        if (damping > 0)
        {
            Bound(q, gradient);
        }

        if (warmStart)
        {
            last ??= torch.zeros_like(q).DetachFromDisposeScope();
            last.copy_(q);
        }

        return new HypergradientEstimate(graph.MixedTimes(q).neg_(), validationLoss, graph.Loss);
    }

    // Where H does not curve downwards, H + δI is at least δI and q no longer than ‖g‖/δ. Where it does, a nearly flat
    // direction can throw the solver far out; then q is brought back to that length.
    private void Bound(Tensor q, Tensor gradient)
    {
        q.nan_to_num_(0, 0, 0);
        q.mul_((gradient.norm() / (q.norm() * Scalars.Of(damping)).clamp_min_(Scalars.Of(1e-30))).clamp_max_(Scalars.Of(1)));
    }

    void IResumable.Save(StateWriter to)
    {
        to.Add("solution", last);
        to.Add("preconditioner", preconditioner);
    }

    void IResumable.Restore(StateReader from)
    {
        last = from.OwnOrNone("solution");
        from.Read("preconditioner", preconditioner);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        last?.Dispose();
        preconditioner?.Dispose();
    }
}
