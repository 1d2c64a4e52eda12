using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Training.Course;

/// <summary>Tells a loss that has left all bounds from one that is merely high.</summary>
internal sealed class DivergenceGuard
{
    // A loss that has grown a millionfold will not come back, though it may stay finite for thousands of steps.
    private const double HopelessGrowth = 1e6;

    private readonly Func<string> likelyCause;
    private double? training;
    private double? validation;

    /// <summary>Creates the guard.</summary>
    /// <param name="likelyCause">Says what has probably happened; asked once it has.</param>
    public DivergenceGuard(Func<string> likelyCause) => this.likelyCause = likelyCause;

    /// <summary>Checks a step's losses, each against its own beginning: the two may be in different units.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="trainingLoss">The training loss.</param>
    /// <param name="validationLoss">The validation loss; null before the first.</param>
    /// <param name="firstValidation">The first validation loss of the run; null before it, or where it is not known apart.</param>
    /// <exception cref="DivergedException">They are out of bounds.</exception>
    public void Check(int step, double trainingLoss, double? validationLoss, double? firstValidation = null)
    {
        if (training is null && !double.IsFinite(trainingLoss))
        {
            throw new DivergedException(step, trainingLoss, validationLoss ?? double.NaN,
                "That is before anything was learned: look for values of a wrong scale in the inputs, the targets or the initial hyperparameters, and for a logarithm or a division at zero in the losses.");
        }

        training ??= Start(trainingLoss);
        validation ??= (firstValidation ?? validationLoss) is { } first ? Start(first) : null;
        if (Beyond(trainingLoss, training.Value) || (validationLoss is { } loss && Beyond(loss, validation!.Value)))
        {
            throw new DivergedException(step, trainingLoss, validationLoss ?? double.NaN, likelyCause());
        }
    }

    // What starts near zero may well grow a millionfold.
    private static double Start(double loss) => double.IsFinite(loss) ? Math.Max(1, Math.Abs(loss)) : 1;

    private static bool Beyond(double loss, double start) => !(Math.Abs(loss) < HopelessGrowth * start);
}
