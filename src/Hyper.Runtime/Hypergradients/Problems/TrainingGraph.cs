namespace Hyper.Runtime.Hypergradients.Problems;

/// <summary>
/// The training loss at one point (w, u) with its gradient as a graph: all second derivatives are read from it, with one
/// forward pass and one draw of noise.
/// </summary>
/// <remarks>Everything belongs to the dispose scope in which the graph was made, which has to end with the step.</remarks>
public sealed class TrainingGraph
{
    private readonly Tensor weights;
    private readonly Tensor unconstrained;
    private readonly Tensor tracedGradient;

    private TrainingGraph(Tensor weights, Tensor unconstrained, Tensor loss, Tensor tracedGradient)
    {
        this.weights = weights;
        this.unconstrained = unconstrained;
        this.tracedGradient = tracedGradient;
        Loss = loss.detach();
        Gradient = tracedGradient.detach();
        Weights = weights.detach();
    }

    /// <summary>L_T(w, u), a scalar.</summary>
    public Tensor Loss { get; }

    /// <summary>∂L_T/∂w, [P].</summary>
    public Tensor Gradient { get; }

    /// <summary>w, [P]: a copy of the weights that it was evaluated at.</summary>
    public Tensor Weights { get; }

    /// <summary>Evaluates the training loss and its gradient.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">w, [P]; copied, so that it may move while the graph is in use.</param>
    /// <param name="unconstrained">u, [n]; copied.</param>
    public static TrainingGraph At(BilevelProblem problem, Tensor weights, Tensor unconstrained)
    {
        var w = weights.detach().clone().requires_grad_();
        var u = unconstrained.detach().clone().requires_grad_();

        // Nothing times w and u: autograd fails, and takes the process with it, where a derivative is asked for that
        // does not exist (a loss that is linear in w, a hyperparameter that is read through a mask).
        var nothing = w.sum().add(u.sum(), Scalars.Of(1)) * Scalars.Of(0);
        var loss = problem.TrainingLoss(w, u).add(nothing, Scalars.Of(1));
        var gradient = torch.autograd.grad([loss], [w], retain_graph: true, create_graph: true)[0].add(nothing, Scalars.Of(1));
        return new TrainingGraph(w, u, loss, gradient);
    }

    /// <summary>The Hessian-vector product ∂²L_T/∂w²·v.</summary>
    /// <param name="vector">v, [P].</param>
    /// <returns>[P].</returns>
    public Tensor HessianTimes(Tensor vector) => Dense(torch.autograd.grad([tracedGradient], [weights], [vector], retain_graph: true)[0]);

    /// <summary>The mixed product qᵀ·∂²L_T/∂w∂u.</summary>
    /// <param name="vector">q, [P].</param>
    /// <returns>[n].</returns>
    public Tensor MixedTimes(Tensor vector) => Dense(torch.autograd.grad([tracedGradient], [unconstrained], [vector], retain_graph: true)[0]);

    /// <summary>Both products with one vector, for the price of one backward pass.</summary>
    /// <param name="vector">[P].</param>
    /// <returns>[P] and [n].</returns>
    public (Tensor Hessian, Tensor Mixed) Times(Tensor vector)
    {
        var products = torch.autograd.grad([tracedGradient], [weights, unconstrained], [vector], retain_graph: true);
        return (Dense(products[0]), Dense(products[1]));
    }

    /// <summary>The mixed product from the other side, ∂²L_T/∂w∂u·z: how the gradient answers to a step z in u.</summary>
    /// <param name="direction">z, [n].</param>
    /// <returns>[P].</returns>
    public Tensor GradientAlong(Tensor direction)
    {
        // vᵀM is linear in v, so its derivative with respect to v, against z, is Mz whatever v is.
        using var scope = torch.NewDisposeScope();
        var v = torch.zeros_like(weights).requires_grad_();
        var product = torch.autograd.grad([tracedGradient], [unconstrained], [v], retain_graph: true, create_graph: true)[0];
        var traced = (product * direction).sum().add(v.sum() * Scalars.Of(0), Scalars.Of(1));
        return torch.autograd.grad([traced], [v], retain_graph: true)[0].contiguous().MoveToOuterDisposeScope();
    }

    // A derivative that is the same everywhere comes back as one number under many indices; made dense, so that
    // solvers may work in place.
    private static Tensor Dense(Tensor derivative) => derivative.contiguous();
}
