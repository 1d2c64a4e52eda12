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
    /// <summary>
    /// On a model: the compiler's choice, by the number of weights and of hyperparameter values and by how many of these come one a
    /// weight. On an experiment: the family of the model. On a layer: that of its class.
    /// </summary>
    Auto,

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
    /// Self-Tuning Networks (MacKay et al., 2019): for each layer <c>y = Wx + b + s(u)⊙(W'x) + t(u)⊙b'</c> with s and t
    /// linear in u. As weights, <c>w = a + c⊙s(u)</c> with one s for each row of a weight tensor: 2P + nR parameters, R
    /// the number of rows. For large layers and tens to hundreds of hyperparameters.
    /// </summary>
    Structured,

    /// <summary>
    /// Delta-STN (Bae and Grosse, 2020): as <see cref="Structured"/>, with <c>u − û</c> in place of u. A step of û leaves
    /// the weights at û where they are, instead of moving them along the response.
    /// </summary>
    Centered,

    /// <summary>
    /// <c>w = a − Ĥ⁻¹·∂²L_T/∂w∂u·(u − û)</c>: the Jacobian is not learned but computed, from tracked curvature Ĥ of the
    /// training loss and the mixed derivative, both of which the compiler's layers and penalties give. No perturbations. For
    /// thousands of hyperparameters with a derivative; with <see cref="Algorithm.Joint"/>.
    /// </summary>
    Curvature,
}
