namespace Hyper.Dsl;

/// <summary>The scale on which a hyperparameter is searched: it chooses the transform from the unconstrained coordinate.</summary>
public enum Scale
{
    /// <summary>Equal steps are equal differences. Without bounds the natural value is the unconstrained coordinate.</summary>
    Linear,

    /// <summary>Equal steps are equal ratios. Without bounds the natural value is <c>exp(u)</c>; always above zero.</summary>
    Log,
}
