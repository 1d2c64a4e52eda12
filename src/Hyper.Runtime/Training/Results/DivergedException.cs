namespace Hyper.Runtime.Training.Results;

/// <summary>A loss stopped being a finite number, or grew out of all proportion.</summary>
public sealed class DivergedException : HyperDslException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">The step by which it was seen.</param>
    /// <param name="trainingLoss">The training loss then.</param>
    /// <param name="validationLoss">The validation loss then; not a number before the first.</param>
    /// <param name="cause">What has probably happened, and what to do about it.</param>
    public DivergedException(int step, double trainingLoss, double validationLoss, string cause)
        : base(FormattableString.Invariant(
            $"The run diverged: by step {step} the training loss is {trainingLoss:G4} and the validation loss is {validationLoss:G4}. {cause}"))
    {
        Step = step;
        TrainingLoss = trainingLoss;
        ValidationLoss = validationLoss;
    }

    /// <summary>The step by which it was seen: losses are read when a report is due.</summary>
    public int Step { get; }

    /// <summary>The training loss then.</summary>
    public double TrainingLoss { get; }

    /// <summary>The validation loss then; not a number before the first.</summary>
    public double ValidationLoss { get; }

    /// <summary>
    /// The run as it stood at the last report at which all was well: its <c>TuningResult</c>, which the receiver disposes of.
    /// Null where there was no such report, and for an ordinary training.
    /// </summary>
    public ITuningResult? LastGood { get; internal set; }
}
