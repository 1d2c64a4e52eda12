using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Host;
using Hyper.Runtime.Hypergradients.Problems;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>
/// A running estimate Ĥ of the training loss's Hessian in a form that can be inverted: the preconditioner of the linear
/// solvers, and what the Curvature family answers with.
/// </summary>
/// <remarks>
/// The data part is the Gauss-Newton matrix, averaged over calls with a memory of about twenty refreshes. The penalties'
/// part is exact and always that of the last call, because it moves with the hyperparameters.
/// </remarks>
public abstract class CurvatureEstimate : IDisposable, IResumable
{
    // The data part changes slowly and costs several backward passes: all of the first calls, then each tenth.
    private const int Every = 10;

    private const double Memory = 0.95;

    private readonly Generator? noise;
    private long calls;
    private Tensor? penalty;
    private Tensor? rest;

    /// <summary>Starts without an estimate.</summary>
    /// <param name="damping">δ, 0 or above: added to the diagonal.</param>
    /// <param name="noise">The source of probes; null for the library's own.</param>
    private protected CurvatureEstimate(double damping, Generator? noise)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(damping);
        Damping = damping;
        this.noise = noise;
    }

    /// <summary>δ.</summary>
    protected double Damping { get; }

    /// <summary>What the sums over refreshes are divided by: the refreshes' weights, the last one's being 1.</summary>
    private protected double Weight { get; private set; }

    /// <summary>Refreshes of the data part so far.</summary>
    private protected long Refreshes { get; private set; }

    /// <summary>The penalties' own curvature, [P].</summary>
    private protected Tensor Penalty => penalty ?? throw NotRefreshed();

    /// <summary>The diagonal of the data part where it comes from products with the Hessian: a sum over refreshes, [P].</summary>
    private protected Tensor Rest => rest ?? throw NotRefreshed();

    /// <summary>Takes the curvature at a point into account.</summary>
    /// <param name="problem">The problem on the step's minibatch.</param>
    /// <param name="weights">w, [P].</param>
    /// <param name="unconstrained">u, [n].</param>
    public void Refresh(BilevelProblem problem, Tensor weights, Tensor unconstrained)
    {
        using var scope = torch.NewDisposeScope();
        penalty ??= torch.zeros_like(weights).DetachFromDisposeScope();
        rest ??= torch.zeros_like(weights).DetachFromDisposeScope();
        var due = calls < Every || calls % Every == 0;
        calls++;
        var pass = problem is ModelProblem model ? GaussNewtonPass.Of(model, weights, unconstrained, factors: due, noise) : null;
        if (pass is not null)
        {
            penalty.copy_(pass.Penalty);
        }

        if (due)
        {
            Weight = (Memory * Weight) + 1;
            Refreshes++;
            rest.mul_(Scalars.Of(Memory));
            AddRest(problem, weights, unconstrained, pass);
            Accumulate(pass?.Layers ?? [], Memory);
        }

        Prepare(due);
    }

    /// <summary>The estimate's inverse times a vector, Ĥ⁻¹v.</summary>
    /// <param name="vector">v, [P].</param>
    /// <returns>A new tensor, [P].</returns>
    /// <exception cref="InvalidOperationException">Nothing has been estimated yet.</exception>
    public abstract Tensor Solve(Tensor vector);

    /// <summary>A copy that is not refreshed any more.</summary>
    public abstract CurvatureEstimate Clone();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    void IResumable.Save(StateWriter to) => Save(to);

    void IResumable.Restore(StateReader from) => Restore(from);

    /// <inheritdoc cref="IResumable.Save"/>
    private protected virtual void Save(StateWriter to)
    {
        to.Add("penalty", penalty);
        to.Add("rest", rest);
        to.Add("weight", Weight);
        to.Add("refreshes", Refreshes);
        to.Add("calls", calls);
    }

    /// <inheritdoc cref="IResumable.Restore"/>
    private protected virtual void Restore(StateReader from)
    {
        penalty = from.OwnOrNone("penalty");
        rest = from.OwnOrNone("rest");
        Weight = from.Number("weight");
        Refreshes = from.Whole("refreshes");
        calls = from.Whole("calls");
    }

    /// <summary>Adds a refresh's layers to the sums, after these have been scaled down.</summary>
    private protected abstract void Accumulate(IReadOnlyList<LayerCurvature> layers, double memory);

    /// <summary>Makes ready to solve, after the penalties have changed.</summary>
    /// <param name="refreshed">Whether the data part has changed as well.</param>
    private protected abstract void Prepare(bool refreshed);

    /// <summary>Releases the buffers.</summary>
    /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            penalty?.Dispose();
            rest?.Dispose();
        }
    }

    /// <summary>Takes over copies of another estimate's buffers.</summary>
    private protected void CopyFrom(CurvatureEstimate other)
    {
        penalty = other.penalty?.clone().DetachFromDisposeScope();
        rest = other.rest?.clone().DetachFromDisposeScope();
        Weight = other.Weight;
        Refreshes = other.Refreshes;
        calls = other.calls;
    }

    private protected static InvalidOperationException NotRefreshed() => new("No curvature has been estimated yet: refresh the estimate before it is used.");

    // Weights of layers whose curvature has no closed form here, and problems that are no model: E[v⊙Hv] over random
    // signs v is the Hessian's diagonal (Hutchinson's estimator), which is exact already for one draw where H is diagonal.
    private void AddRest(BilevelProblem problem, Tensor weights, Tensor unconstrained, GaussNewtonPass? pass)
    {
        if (pass is { Uncovered: null })
        {
            return;
        }

        var signs = Draws.Uniform(weights.shape, weights.dtype, weights.device, noise).sub_(Scalars.Of(0.5)).sign_();
        if (pass?.Uncovered is { } uncovered)
        {
            signs.mul_(uncovered);
        }

        var diagonal = TrainingGraph.At(problem, weights, unconstrained).HessianTimes(signs).mul_(signs);
        if (pass is not null)
        {
            diagonal.sub_(pass.Penalty * signs.abs());
        }

        rest!.add_(diagonal, Scalars.Of(1));
    }
}
