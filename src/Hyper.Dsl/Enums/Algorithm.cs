namespace Hyper.Dsl;

/// <summary>How an experiment finds its hyperparameters.</summary>
public enum Algorithm
{
    /// <summary>
    /// Joint (local) training, the paper's algorithm 3: each step trains the hypernetwork on the training loss at
    /// hyperparameters drawn around the current ones, then moves the current ones down the validation loss of the
    /// response.
    /// </summary>
    Joint,

    /// <summary>
    /// The paper's simplified joint training: as <see cref="Joint"/>, with no perturbation. The movement of the
    /// hyperparameters themselves is the noise that the hypernetwork learns from.
    /// </summary>
    Simplified,
}
