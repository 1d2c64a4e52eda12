using Hyper.Runtime.Training.Optimizers;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>The derivative of the validation loss by what updates of the weights read, summed over the updates: hyperparameters of the loss, and the optimizer's numbers.</summary>
internal sealed class UpdateGradient
{
    private readonly UpdateRule rule;
    private readonly double[] unconstrained;
    private readonly double rateFactor;
    private Tensor? sum;

    /// <param name="rule">Where the numbers come from.</param>
    /// <param name="unconstrained">u, as the rule read it.</param>
    /// <param name="rateFactor">What the schedule made of the learning rate.</param>
    public UpdateGradient(UpdateRule rule, double[] unconstrained, double rateFactor)
    {
        this.rule = rule;
        this.unconstrained = unconstrained;
        this.rateFactor = rateFactor;
    }

    /// <summary>[n].</summary>
    public Tensor Total => sum!;

    /// <summary>Adds what an update owes to the loss's hyperparameters, [n]; keeps the first one to add to.</summary>
    public void AddMixed(Tensor mixed) => sum = sum is null ? mixed : sum.add_(mixed, Scalars.Of(1));

    /// <summary>Adds what it owes to the optimizer's numbers, three scalars; after <see cref="AddMixed"/>.</summary>
    public void AddNumbers(Tensor ofRate, Tensor ofMomentum, Tensor ofDecay) => rule.AddDerivatives(Total, unconstrained, rateFactor, ofRate, ofMomentum, ofDecay);
}
