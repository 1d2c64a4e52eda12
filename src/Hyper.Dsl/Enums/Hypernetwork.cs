namespace Hyper.Dsl;

/// <summary>
/// The response family: the form of the function that maps unconstrained hyperparameters <c>u</c> (n of them) to the
/// elementary weights <c>w</c> (P of them).
/// </summary>
/// <remarks>
/// Inputs are measured from a reference point, so that every family answers with the layers' standard initialisation
/// at the initial hyperparameters.
/// </remarks>
public enum Hypernetwork
{
    /// <summary><c>w = φ₀ + Φu</c>, with P(n + 1) parameters. Exact to first order; for tens of hyperparameters.</summary>
    Linear,

    /// <summary>
    /// <c>w = W₂(W₁u + b₁) + b₂</c>, a linear response of rank r with r(n + P) + r + P parameters. For thousands of
    /// hyperparameters of any kind.
    /// </summary>
    Factorized,

    /// <summary>
    /// <c>w = W₂·relu(W₁u + b₁) + b₂</c> with h hidden units and h(n + P) + h + P parameters. Can follow a response
    /// that bends, so it suits wide perturbations and few hyperparameters.
    /// </summary>
    Mlp,

    /// <summary>
    /// <c>w = a + b⊙u</c> for hyperparameters that come one a weight: each weight answers to its own, with 2P
    /// parameters. A hyperparameter that is not one a weight adds a column of P parameters.
    /// </summary>
    Elementwise,
}
