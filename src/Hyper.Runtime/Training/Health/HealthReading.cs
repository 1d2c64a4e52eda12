namespace Hyper.Runtime.Training.Health;

/// <summary>How a run fares, measured a few times over its course beside the losses that it works on.</summary>
/// <param name="BestResponseGap">
/// How much lower the training loss at û gets by a few steps of ordinary training from w_φ(û), as a share of it: zero, or
/// nearly, where the response is the best response.
/// </param>
/// <param name="ValidationLoss">Validation loss of w_φ(û) over the first rows of the validation split.</param>
/// <param name="HeldOutLoss">
/// The same loss over as many rows that neither weights nor hyperparameters learn from: the test split's, where <c>MeasureTest</c> asks
/// for it; else not a number.
/// </param>
/// <param name="Saturation">Share of the bounded hyperparameter values that lie at a bound, from 0 to 1.</param>
/// <param name="Saturated">Names of the hyperparameters most of whose values lie at a bound.</param>
public sealed record HealthReading(
    double BestResponseGap, double ValidationLoss, double HeldOutLoss, double Saturation, IReadOnlyList<string> Saturated)
{
    /// <summary>Those of <see cref="Saturated"/> whose bound is zero: what the validation loss wants none of.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>Whether the model answers alike for every row, as far as the targets would let one tell.</summary>
    public bool AnswersAlike { get; init; }

    /// <summary>
    /// The standard error of the difference of the two losses, from how much parts of the rows differ among themselves; not a number
    /// where there is no held-out loss, or too few rows to tell.
    /// </summary>
    public double HeldOutError { get; init; } = double.NaN;

    /// <summary>
    /// Passes so far that an error of the library has ended and that were taken once more, where nothing shields the numbers of TorchSharp's
    /// calls: what comes out is the same, and it says how often the library's fault has struck.
    /// </summary>
    public int PassesTakenAgain { get; init; }
}
