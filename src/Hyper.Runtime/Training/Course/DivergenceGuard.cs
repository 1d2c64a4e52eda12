using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Training.Course;

/// <summary>Tells a loss that has left all bounds from one that is merely high.</summary>
internal sealed class DivergenceGuard : IResumable
{
    // A loss that has grown a millionfold will not come back, though it may stay finite for thousands of steps.
    private const double HopelessGrowth = 1e6;

    private double? training;
    private double? validation;

    /// <summary>Checks a step's losses, each against its own beginning: the two may be in different units.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="trainingLoss">The training loss.</param>
    /// <param name="validationLoss">The validation loss; null before the first.</param>
    /// <param name="firstValidation">The first validation loss of the run; null before it, or where it is not known apart.</param>
    /// <param name="likelyCause">Says what has probably happened; asked once it has.</param>
    /// <exception cref="DivergedException">They are out of bounds.</exception>
    public void Check(int step, double trainingLoss, double? validationLoss, double? firstValidation, Func<string> likelyCause)
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

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        to.Add("training", training ?? double.NaN);
        to.Add("validation", validation ?? double.NaN);
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        training = Known("training");
        validation = Known("validation");

        double? Known(string name) => from.Number(name) is var value && double.IsNaN(value) ? null : value;
    }

    // What starts near zero may well grow a millionfold.
    private static double Start(double loss) => double.IsFinite(loss) ? Math.Max(1, Math.Abs(loss)) : 1;

    private static bool Beyond(double loss, double start) => !(Math.Abs(loss) < HopelessGrowth * start);
}
