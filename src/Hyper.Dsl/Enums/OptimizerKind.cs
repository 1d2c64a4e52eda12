namespace Hyper.Dsl;

/// <summary>The rule that turns a gradient into a step.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba, 2015) with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.</summary>
    Adam,

    /// <summary>Gradient descent, with (heavy-ball) momentum where that is above zero.</summary>
    Sgd,
}
