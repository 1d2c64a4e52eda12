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

    /// <summary>
    /// <c>w = a − Ĥ⁻¹·∂²L_T/∂w∂u·(u − û)</c>: the Jacobian is not learned but computed, from tracked curvature Ĥ of the
    /// training loss and the mixed derivative, both of which the compiler's layers and penalties give. No perturbations. For
    /// thousands of hyperparameters with a derivative; with <see cref="Algorithm.Joint"/>.
    /// </summary>
    Curvature,
}
