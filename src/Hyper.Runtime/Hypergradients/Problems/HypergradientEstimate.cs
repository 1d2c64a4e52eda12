namespace Hyper.Runtime.Hypergradients.Problems;

/// <summary>A hypergradient and what was evaluated on the way to it; in the dispose scope of the caller.</summary>
/// <param name="Hypergradient">dL_V/du, [n].</param>
/// <param name="ValidationLoss">L_V at the weights that it was taken at, a scalar.</param>
/// <param name="TrainingLoss">L_T there, a scalar.</param>
public readonly record struct HypergradientEstimate(Tensor Hypergradient, Tensor ValidationLoss, Tensor TrainingLoss);
