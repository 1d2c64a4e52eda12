using Hyper.Runtime.Hypergradients.Problems;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// T1-T2 (Luketina et al., 2016): the inverse Hessian of the training loss is replaced by αI, which is what one step of
/// gradient descent sees. dL_V/du ≈ −α·∇L_Vᵀ·∂²L_T/∂w∂u.
/// </summary>
/// <remarks>In a direction of curvature h it has αh of the exact hypergradient (with weights at their optimum).</remarks>
public sealed class T1T2
{
    private readonly double rate;

    /// <summary>Chooses α.</summary>
    /// <param name="rate">α, above 0: the inner learning rate in the original.</param>
    public T1T2(double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        this.rate = rate;
    }

    /// <summary>The hypergradient at given weights: one Hessian-free mixed product.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">w, [P].</param>
    /// <param name="unconstrained">u, [n].</param>
    public HypergradientEstimate At(BilevelProblem problem, Tensor weights, Tensor unconstrained)
    {
        var (validationLoss, gradient) = problem.ValidationGradient(weights);
        var graph = TrainingGraph.At(problem, weights, unconstrained);
        return new HypergradientEstimate(graph.MixedTimes(gradient * Scalars.Of(-rate)), validationLoss, graph.Loss);
    }
}
