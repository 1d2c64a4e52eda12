using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Training.Course;

/// <summary>Tells a loss that has left all bounds from one that is merely high.</summary>
internal sealed class DivergenceGuard
{
    // A loss that has grown a millionfold will not come back, though it may stay finite for thousands of steps.
    private const double HopelessGrowth = 1e6;

    // Nobody's loss starts there on inputs and targets of a sensible size.
    private const double HopelessStart = 1e8;

    private readonly Func<string> likelyCause;
    private double? first;

    /// <summary>Creates the guard.</summary>
    /// <param name="likelyCause">Says what has probably happened; asked once it has.</param>
    public DivergenceGuard(Func<string> likelyCause) => this.likelyCause = likelyCause;

    /// <summary>Checks a step's losses.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="training">The training loss.</param>
    /// <param name="validation">The validation loss; null before the first.</param>
    /// <exception cref="DivergedException">They are out of bounds.</exception>
    public void Check(int step, double training, double? validation)
    {
        if (first is not { } start)
        {
            if (!(Math.Abs(training) < HopelessStart))
            {
                throw new DivergedException(step, training, validation ?? double.NaN,
                    "That is before anything was learned: look for values of a wrong scale in the inputs, the targets or the initial hyperparameters, and for a logarithm or a division at zero in the losses.");
            }

            // The validation loss has seen a step of the weights already: it is held against the training loss.
            first = start = Math.Max(1, Math.Abs(training));
        }

        if (!(Math.Abs(training) < HopelessGrowth * start) || Beyond(validation, HopelessGrowth * start))
        {
            throw new DivergedException(step, training, validation ?? double.NaN, likelyCause());
        }
    }

    private static bool Beyond(double? loss, double limit) => loss is { } value && !(Math.Abs(value) < limit);
}
