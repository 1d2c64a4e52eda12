using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Hypergradients.Checks;

/// <summary>What a hypergradient check looks at, and how hard.</summary>
public sealed record HypergradientCheckOptions
{
    /// <summary>Hyperparameter values to look at: all of them where there are no more than this, else so many drawn at random. At least 1.</summary>
    public int Samples { get; init; } = 8;

    /// <summary>Seed of that draw.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether to retrain at û ± <see cref="Difference"/> in each of the sampled coordinates: two ordinary trainings for each,
    /// and the only witness that knows nothing of derivatives.
    /// </summary>
    public bool FiniteDifferences { get; init; } = true;

    /// <summary>The step of the finite differences in unconstrained coordinates: above 0.</summary>
    public double Difference { get; init; } = 0.05;

    /// <summary>
    /// Settings of the trainings that the check makes; null for the experiment's own in double precision with batches of up to
    /// ten thousand rows. They should be enough to reach the optimum: all witnesses assume it.
    /// </summary>
    public ExperimentSettings? Training { get; init; }

    /// <summary>The relative residual at which conjugate gradients stop: above 0.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>At most so many conjugate-gradient steps: at least 1.</summary>
    public int SolverSteps { get; init; } = 500;

    /// <summary>
    /// The exact hypergradient where the model has a closed form: from û (n unconstrained coordinates) to dL_V/du (n
    /// numbers). Null where it has none.
    /// </summary>
    public Func<IReadOnlyList<double>, IReadOnlyList<double>>? ClosedForm { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="HyperDslException">A value is out of its range; the message names it.</exception>
    internal void Validate()
    {
        Require(Samples >= 1, nameof(Samples), Samples, "at least 1");
        Require(double.IsFinite(Difference) && Difference > 0, nameof(Difference), Difference, "a finite number above 0");
        Require(double.IsFinite(Tolerance) && Tolerance > 0, nameof(Tolerance), Tolerance, "a finite number above 0");
        Require(SolverSteps >= 1, nameof(SolverSteps), SolverSteps, "at least 1");
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
        {
            throw new HyperDslException(FormattableString.Invariant($"{name} is {value}; it must be {expected}."));
        }
    }
}
