namespace Hyper.Runtime.Hypergradients.Problems;

/// <summary>A bilevel problem given as two functions.</summary>
public sealed class DelegateProblem : BilevelProblem
{
    private readonly Func<Tensor, Tensor, Tensor> training;
    private readonly Func<Tensor, Tensor> validation;

    /// <summary>Wraps the two losses.</summary>
    /// <param name="training">L_T: weights [P] and unconstrained hyperparameters [n] to a scalar.</param>
    /// <param name="validation">L_V: weights [P] to a scalar.</param>
    public DelegateProblem(Func<Tensor, Tensor, Tensor> training, Func<Tensor, Tensor> validation)
    {
        this.training = training;
        this.validation = validation;
    }

    /// <inheritdoc/>
    public override Tensor TrainingLoss(Tensor weights, Tensor unconstrained) => training(weights, unconstrained);

    /// <inheritdoc/>
    public override Tensor ValidationLoss(Tensor weights) => validation(weights);
}
