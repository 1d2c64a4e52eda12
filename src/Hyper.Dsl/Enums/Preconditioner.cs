namespace Hyper.Dsl;

/// <summary>What is tracked of the training loss's curvature, and inverted before or in place of solving with it.</summary>
public enum Preconditioner
{
    /// <summary>The diagonal of the Gauss-Newton matrix and of the penalties: one number a weight.</summary>
    Diagonal,

    /// <summary>
    /// Kronecker factors (K-FAC) of linear and convolutional layers, a diagonal for the rest: follows how a layer's weights
    /// depend on each other. For layers of up to about a thousand inputs and outputs.
    /// </summary>
    Kronecker,

    /// <summary>Nothing.</summary>
    None,
}
