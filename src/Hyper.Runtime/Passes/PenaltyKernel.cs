using System.Numerics;

namespace Hyper.Runtime.Passes;

/// <summary>Value and gradient of a penalty in one pass over host memory, as wide as the machine's vectors.</summary>
internal static unsafe class PenaltyKernel
{
    /// <summary>Adds 2cλw to the gradient.</summary>
    /// <param name="weights">w.</param>
    /// <param name="strengths">λ: one for each weight, or a single one.</param>
    /// <param name="isShared">Whether it is a single one.</param>
    /// <param name="gradient">What is added to.</param>
    /// <param name="count">The number of weights.</param>
    /// <param name="factor">c.</param>
    /// <returns>Σ λw², without c.</returns>
    public static T Square<T>(T* weights, T* strengths, bool isShared, T* gradient, long count, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shared = new Vector<T>(strengths[0]);
        var twice = factor + factor;
        var sums = Vector<T>.Zero;
        long i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var w = Vector.Load(weights + i);
            var scaled = w * (isShared ? shared : Vector.Load(strengths + i));
            sums += scaled * w;
            (Vector.Load(gradient + i) + (scaled * twice)).Store(gradient + i);
        }

        var sum = Vector.Sum(sums);
        for (; i < count; i++)
        {
            var scaled = weights[i] * strengths[isShared ? 0 : i];
            sum += scaled * weights[i];
            gradient[i] += scaled * twice;
        }

        return sum;
    }
}
