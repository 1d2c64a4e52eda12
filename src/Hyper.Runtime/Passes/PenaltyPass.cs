using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Passes;

/// <summary>Penalties on the elementary weights in compiled passes: value and gradient in closed form.</summary>
internal static class PenaltyPass
{
    public static Tensor Square(HyperTensor strength, double factor) =>
        Add(strength, factor, weights => weights, order: 2);

    public static Tensor Absolute(HyperTensor strength, double factor) =>
        Add(strength, factor, weights => weights.sign(), order: 1);

    // Σ λ·d(w)·w with d(w) = w or sign(w) has the gradient order·λ·d(w).
    private static Tensor Add(HyperTensor strength, double factor, Func<Tensor, Tensor> direction, int order)
    {
        var context = strength.Context;
        var weights = (ElementaryWeights)context.Weights;
        var scaled = direction(weights.Values) * (strength.ValuesOfWeights() * context.RowShares);
        weights.Gradient.add_(scaled, Scalars.Of(order * factor));
        return torch.dot(scaled.view(-1), weights.Values.view(-1)) * Scalars.Of(factor);
    }
}
