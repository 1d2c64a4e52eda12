namespace Hyper.Dsl;

/// <summary>The fixed distribution that <see cref="Algorithm.Global"/> and searches draw the values of a hyperparameter from.</summary>
public enum Prior
{
    /// <summary>Normal in the unconstrained coordinate, around the initial value.</summary>
    Normal,

    /// <summary>Uniform in the natural value, between two ends.</summary>
    Uniform,

    /// <summary>Uniform in the logarithm of the natural value, between two ends above zero.</summary>
    LogUniform,
}
