namespace Hyper.Runtime.Training;

/// <summary>A loss stopped being a finite number.</summary>
public sealed class DivergedException : HyperDslException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">The step at which it was seen.</param>
    /// <param name="trainingLoss">The training loss then.</param>
    /// <param name="validationLoss">The validation loss then.</param>
    public DivergedException(int step, double trainingLoss, double validationLoss)
        : base(FormattableString.Invariant(
            $"The run diverged: by step {step} the training loss is {trainingLoss} and the validation loss is {validationLoss}. Lower LearningRate, HyperLearningRate or PerturbationScale, or bound the hyperparameters with Min and Max."))
    {
        Step = step;
    }

    /// <summary>The step at which it was seen.</summary>
    public int Step { get; }
}
