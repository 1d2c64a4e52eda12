namespace Hyper.Dsl;

/// <summary>Which elementary weights a penalty is on, where a hyperparameter is its strength.</summary>
public enum Penalized
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>
    /// Those that multiply inputs alone: no biases, and no scales and shifts of normalisations, which gain nothing from being small.
    /// </summary>
    WithoutBiases,
}
