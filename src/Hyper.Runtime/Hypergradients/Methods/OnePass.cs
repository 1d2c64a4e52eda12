using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Training.Optimizers;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// One-pass tuning (Clarke, Oldewage and Hernández-Lobato, ICLR 2022, section 3): weights that no longer change are a fixed point of their
/// update w' = w − s(w, λ), and by the implicit function theorem dL_V/dλ = −∇L_Vᵀ·(∂s/∂w)⁻¹·∂s/∂λ. The inverse is the Neumann series
/// Σₖ₌₀ᴷ⁻¹ (I − ∂s/∂w)ᵏ, so that it is also what reverse mode through K such updates would give, were they all the last one.
/// </summary>
/// <remarks>
/// s = α(μv + g + λw), where v is what the last update found and is held: ∂s/∂w = α(H + λI). All that a setting of the optimizer enters into is
/// in s, which the training loss alone is not. The update is the last one that was made, and ∇L_V is taken where it led: where it went too
/// far, the two point apart, and the rate falls. With K = 1 it is reverse mode through one update. Costs one graph of the training loss with its
/// gradient, K − 1 Hessian-vector products and one mixed product.
/// </remarks>
public sealed class OnePass : IDisposable, IResumable
{
    private readonly UpdateRule rule;
    private readonly int terms;
    private RecordedUpdate? last;
    private double[] point = [];
    private double factor;

    /// <summary>Chooses how far back it looks.</summary>
    /// <param name="rule">Where the numbers of an update come from.</param>
    /// <param name="terms">K, terms of the series: at least 1.</param>
    public OnePass(UpdateRule rule, int terms)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfLessThan(terms, 1);
        this.rule = rule;
        this.terms = terms;
    }

    /// <summary>What moves the weights, with its velocity.</summary>
    public Descent Descent { get; } = new();

    /// <summary>Makes one update and records it, in the caller's dispose scope: the reverse pass has to come before that ends.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">w, [P]; moved in place.</param>
    /// <param name="unconstrained">u, [n].</param>
    /// <param name="rateFactor">A factor on the learning rate.</param>
    /// <returns>The training loss before the update, a scalar.</returns>
    public Tensor Forward(BilevelProblem problem, Tensor weights, Tensor unconstrained, double rateFactor = 1)
    {
        point = rule.Read(unconstrained);
        factor = rateFactor;
        last = RecordedUpdate.Make(problem, weights, unconstrained, Descent, rule.At(point, factor), rule.IsTuned);
        return last.Loss;
    }

    /// <summary>The hypergradient, from the gradient of the validation loss at the weights that the update led to.</summary>
    /// <param name="gradient">∇L_V(w'), [P].</param>
    /// <returns>[n]. The record stays for another gradient at the same weights.</returns>
    /// <exception cref="InvalidOperationException">No update is recorded.</exception>
    public Tensor Backward(Tensor gradient)
    {
        var update = last ?? throw new InvalidOperationException("No update is recorded: each reverse pass needs a forward pass of its own.");
        var (term, sum) = (gradient.clone(), gradient.clone());
        for (var k = 1; k < terms; k++)
        {
            update.BackToWeights(term);
            sum.add_(term, Scalars.Of(1));
        }

        var hypergradient = new UpdateGradient(rule, point, factor);
        update.BackToHyperparameters(sum, hypergradient);
        return hypergradient.Total;
    }

    void IResumable.Save(StateWriter to) => to.Add("descent", Descent);

    void IResumable.Restore(StateReader from) => from.Read("descent", Descent);

    /// <inheritdoc/>
    public void Dispose() => Descent.Dispose();
}
