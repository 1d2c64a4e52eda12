using Hyper.Dsl;

namespace Hyper.Runtime.Spaces;

/// <summary>One annotated hyperparameter: where its values lie in the flat vector and what they may be.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Offset">Index of its first value in the flat vector.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Granularity">What a value belongs to; <see cref="Per.Scalar"/> for a hyperparameter with a count of its own.</param>
/// <param name="Transform">The map between natural values and unconstrained coordinates.</param>
/// <param name="Initial">The natural value that tuning starts from.</param>
public sealed record HyperparameterInfo(string Name, int Offset, int Count, Per Granularity, Transform Transform, double Initial)
{
    /// <summary>What global training draws its values from.</summary>
    public HyperparameterPrior Prior { get; init; } = HyperparameterPrior.Default;

    /// <summary>Draws unconstrained coordinates from the prior.</summary>
    /// <param name="destination">Where they go, of any shape.</param>
    /// <param name="noise">The source of randomness.</param>
    internal void Sample(Tensor destination, Generator noise) => Drawn.Sample(destination, Transform, Initial, noise);

    /// <summary>The unconstrained coordinate below which a share of the prior lies.</summary>
    /// <param name="share">From 0 to 1.</param>
    internal double Quantile(double share) => Drawn.Quantile(share, Transform, Initial);

    /// <summary>
    /// Whether values are whole numbers: the coordinate that is tuned, and that the hypernetwork is fed, stays continuous, and
    /// natural values are rounded. Its transform's bounds are half a step beyond the first and the last value, so that
    /// these two are as wide as the others.
    /// </summary>
    public bool Discrete { get; init; }

    /// <summary>
    /// The precision κ of the Gaussian hyperprior on the unconstrained coordinates, N(u₀, 1/κ) about those of
    /// <see cref="Initial"/>: the outer loss gets ½κ(u − u₀)² for each value. 0 for none.
    /// </summary>
    public double Hyperprior { get; init; }

    /// <summary>How far a step moves its coordinates, in terms of what the learning rate would: 0 or above.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>How far perturbations go in its coordinates, in terms of the perturbation scale: 0 or above.</summary>
    public double PerturbationFactor { get; init; } = 1;

    /// <summary>Which weights a penalty by it is on.</summary>
    public Penalized Penalized { get; init; }

    /// <summary>The number of the inner optimizer that it is; <see cref="Optimizer.None"/> for one that the model reads.</summary>
    public Optimizer Of { get; init; }

    /// <summary>Whether each training row has a value: other rows have none.</summary>
    internal bool IsPerExample => Granularity == Per.Example;

    /// <summary>All that decides what its values are, in a line: two hyperparameters that read the same are tuned the same.</summary>
    internal string Describe() => FormattableString.Invariant(
        $"{Count} {Granularity} {Transform.Scale} {Transform.Min:R}..{Transform.Max:R} {Initial:R} {Prior.Kind} {Prior.Deviation:R} {Prior.Min:R}..{Prior.Max:R} {(Discrete ? "discrete" : "continuous")} {Hyperprior:R}{(RateFactor == 1 && PerturbationFactor == 1 ? "" : $" steps {RateFactor:R} perturbed {PerturbationFactor:R}")}{(Penalized == Penalized.All ? "" : $" {Penalized}")}{(Of == Optimizer.None ? "" : $" of {Of}")}");

    // Whole numbers are as likely as each other where the ends of what is rounded to them are half a step out.
    private HyperparameterPrior Drawn => Discrete && Prior.Kind == Dsl.Prior.Uniform ? HyperparameterPrior.Uniform(Math.Max(Prior.Min - 0.5, Transform.Min), Math.Min(Prior.Max + 0.5, Transform.Max)) : Prior;

    /// <summary>The natural value at an unconstrained coordinate, as a model reads it.</summary>
    internal double ToNatural(double unconstrained)
    {
        var value = Transform.ToNatural(unconstrained);

        // Far out the transform comes as near to a bound as numbers go, and would be rounded beyond the last value. Adding
        // zero turns −0 into 0.
        return Discrete ? Math.Clamp(Math.Round(value), Transform.Min + 0.5, Transform.Max - 0.5) + 0.0 : value;
    }

    /// <summary>The natural values at unconstrained coordinates, as a model reads them; differentiable, with zeros where rounded.</summary>
    internal Tensor ToNatural(Tensor unconstrained)
    {
        var values = Transform.ToNatural(unconstrained);
        return Discrete ? values.round().clamp(Scalars.Of(Transform.Min + 0.5), Scalars.Of(Transform.Max - 0.5)) : values;
    }
}
