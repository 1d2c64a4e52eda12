using Hyper.Dsl;

namespace Hyper.Generators.Model.Hyperparameters;

/// <summary>A hyperparameter and its slice of the hyperparameter vector.</summary>
/// <param name="Name">The property's name, not escaped.</param>
/// <param name="Modifiers">The property's modifiers but <c>partial</c>, as written.</param>
/// <param name="HasDocumentation">Whether the user documents it: what is generated must not take that place.</param>
/// <param name="Scale">The scale on which it is searched.</param>
/// <param name="Min">The lower bound, or negative infinity.</param>
/// <param name="Max">The upper bound, or positive infinity.</param>
/// <param name="Initial">Where tuning starts, a natural value: given, or the midpoint of the bounds.</param>
/// <param name="Per">What it has one value for; <see cref="Dsl.Per.Scalar"/> where a count is given.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Offset">Where its slice of the hyperparameter vector starts.</param>
/// <param name="Prior">What global training draws it from; <see langword="null"/> for the default.</param>
internal sealed record HyperparameterModel(
    string Name,
    string Modifiers,
    bool HasDocumentation,
    Scale Scale,
    double Min,
    double Max,
    double Initial,
    Per Per,
    int Count,
    int Offset,
    PriorModel? Prior = null)
{
    /// <summary>The number of the optimizer that it is; <see cref="Optimizer.None"/> for one that the model reads.</summary>
    public Optimizer Of { get; init; }

    /// <summary>Whether its values are whole numbers.</summary>
    public bool Discrete { get; init; }

    /// <summary>The factor on its steps.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>The factor on its perturbations.</summary>
    public double PerturbationFactor { get; init; } = 1;

    /// <summary>Which weights a penalty by it is on.</summary>
    public Penalized Penalized { get; init; }

    /// <summary>The precision of its hyperprior; 0 for none.</summary>
    public double Hyperprior { get; init; }

    /// <summary>Whether a user reads it as one number instead of a list. A granularity is a list even where it comes to one value.</summary>
    public bool IsScalar => Per == Per.Scalar && Count == 1;
}
