using System.Numerics;
using Hyper.Runtime.Host;
using Hyper.Runtime.Layers;
using Hyper.Runtime.Layers.Weights;
using static Hyper.Runtime.Passes.PenaltyKernel;

namespace Hyper.Runtime.Passes;

/// <summary>Penalties on the elementary weights in compiled passes: value and gradient in closed form.</summary>
internal static class PenaltyPass
{
    public static Tensor Square(HyperTensor strength, double factor)
    {
        var weights = (ElementaryWeights)strength.Context.Weights;
        if (!weights.IsOnHost)
        {
            return Add(strength, factor, values => values, order: 2);
        }

        if (strength.UnreadLogarithms is { } logarithms)
        {
            return Sum(weights, logarithms, Strengths.OwnLogarithms, factor);
        }

        var strengths = strength.ValuesOfWeights().contiguous();
        return Sum(weights, strengths, strengths.size(1) == 1 ? Strengths.Shared : Strengths.Own, factor);
    }

    public static Tensor Absolute(HyperTensor strength, double factor) => Add(strength, factor, weights => weights.sign(), order: 1);

    private static Tensor Sum(ElementaryWeights weights, Tensor strengths, Strengths kind, double factor)
    {
        var sum = weights.Values.dtype == ScalarType.Float64 ? OnHost<double>(weights, strengths, kind, factor) : OnHost<float>(weights, strengths, kind, factor);
        return torch.tensor(sum, dtype: weights.Values.dtype);
    }

    // Rows divide evenly among the samples here, so each has the same share of the mean.
    private static unsafe double OnHost<T>(ElementaryWeights weights, Tensor strengths, Strengths kind, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stride = strengths.stride(0);
        var (count, samples) = (weights.Layout.WeightCount, weights.Samples);
        var values = (T*)weights.ValuesAddress;
        var gradient = (T*)weights.GradientAddress;
        var lambda = (T*)TensorMemory.Address(strengths);
        var share = factor / samples;
        var sum = 0.0;
        for (var s = 0L; s < samples; s++)
        {
            sum += PenaltyKernel.Square(values + (s * count), lambda + (s * stride), kind, gradient + (s * count), count, T.CreateChecked(share));
        }

        return sum * share;
    }

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
