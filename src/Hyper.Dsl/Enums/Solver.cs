namespace Hyper.Dsl;

/// <summary>How implicit differentiation solves Hq = ∇L_V, with H the Hessian of the training loss.</summary>
public enum Solver
{
    /// <summary>Conjugate gradients: the fewest products with H for a given accuracy, and no step size to choose.</summary>
    ConjugateGradients,

    /// <summary>The Neumann series (Lorraine, Vicol and Duvenaud, 2020) with its rate: steadier where H is noisy or not positive.</summary>
    Neumann,
}
