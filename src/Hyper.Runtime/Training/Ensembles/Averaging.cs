namespace Hyper.Runtime.Training.Ensembles;

/// <summary>What of its members' answers an ensemble takes the mean of.</summary>
public enum Averaging
{
    /// <summary>
    /// The outputs themselves, whatever they are: quantities; logits; scores of classes, where it makes the geometric mean of the
    /// probabilities, normalised.
    /// </summary>
    Outputs,

    /// <summary>
    /// The probabilities of classes, of outputs that are scores for them (Wenzel et al., 2020, section 2): the ensemble's own outputs are
    /// the logarithms of their mean, so that a cross-entropy of them is its negative log likelihood.
    /// </summary>
    Probabilities,
}
