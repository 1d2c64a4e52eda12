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
    internal void Sample(Tensor destination, Generator noise) => Prior.Sample(destination, Transform, Initial, noise);
}
