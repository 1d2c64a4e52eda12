namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>What one pass says of one layer's curvature: its inputs, and pairs of signals at its outputs.</summary>
/// <param name="WeightSlot">The layer's weight in the layout.</param>
/// <param name="BiasSlot">Its bias; −1 for none.</param>
/// <param name="Inputs">What each output row was computed from, [rows, inputs], with a last column of ones where there is a bias.</param>
/// <param name="Signals">
/// Pairs (δ, δ') of [rows, outputs], so that the sum over pairs of δᵀδ' is the curvature of the loss with respect to the
/// layer's outputs, added up over the rows.
/// </param>
internal sealed record LayerCurvature(int WeightSlot, int BiasSlot, Tensor Inputs, IReadOnlyList<(Tensor First, Tensor Second)> Signals);
