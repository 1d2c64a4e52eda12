namespace Hyper.Runtime.Training.Optimizers;

/// <summary>The numbers of one update of the weights w with the gradient g: v ← μv + g, w ← w − α(v + λw).</summary>
/// <param name="Rate">α, above 0.</param>
/// <param name="Momentum">μ, from 0 to below 1.</param>
/// <param name="Decay">λ, the decoupled weight decay: 0 or above.</param>
public readonly record struct UpdateNumbers(double Rate, double Momentum = 0, double Decay = 0);
