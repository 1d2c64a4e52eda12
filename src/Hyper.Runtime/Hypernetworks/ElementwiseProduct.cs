using System.Numerics;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// The two ways through w = a + b⊙z, where each weight answers to a hyperparameter of its own, as one pass over memory each: with
/// millions of weights memory is all that counts.
/// </summary>
public static unsafe class ElementwiseProduct
{
    /// <summary>Writes w = a + b⊙z for each of S samples.</summary>
    /// <param name="weights">[S, P]: what is there is replaced.</param>
    /// <param name="a">[1, P].</param>
    /// <param name="b">[1, P].</param>
    /// <param name="z">[S, P].</param>
    public static void Respond(Tensor weights, Tensor a, Tensor b, Tensor z)
    {
        if (!AreOnHost(weights, a, b, z))
        {
            weights.copy_(a).addcmul_(z, b, Scalars.Of(1));
            return;
        }

        var arguments = Arguments.Of(weights, z, a, b);
        HostThreads.For(b.NumberOfElements, arguments, weights.dtype == ScalarType.Float64 ? Respond<double> : Respond<float>);
    }

    /// <summary>Writes the gradients Σ g of a and Σ g⊙z of b, sums over samples.</summary>
    /// <param name="aGradient">[1, P]: what is there is replaced.</param>
    /// <param name="bGradient">[1, P]: what is there is replaced.</param>
    /// <param name="gradient">g, that of the weights, [S, P].</param>
    /// <param name="z">[S, P].</param>
    public static void PullBack(Tensor aGradient, Tensor bGradient, Tensor gradient, Tensor z)
    {
        if (!AreOnHost(gradient, aGradient, bGradient, z))
        {
            aGradient.copy_(gradient.sum(0, keepdim: true));
            bGradient.copy_((gradient * z).sum(0, keepdim: true));
            return;
        }

        var arguments = Arguments.Of(gradient, z, aGradient, bGradient);
        HostThreads.For(bGradient.NumberOfElements, arguments, gradient.dtype == ScalarType.Float64 ? PullBack<double> : PullBack<float>);
    }

    private static bool AreOnHost(Tensor weights, Tensor a, Tensor b, Tensor z) =>
        weights.device_type == DeviceType.CPU && TensorMemory.HasDenseRows(weights) && TensorMemory.HasDenseRows(z) && a.is_contiguous() && b.is_contiguous() && weights.size(0) == z.size(0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Respond<T>(in Arguments at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var a = (T*)at.A;
        var b = (T*)at.B;
        for (var s = 0L; s < at.Samples; s++)
        {
            var w = (T*)at.Weights + (s * at.WeightStride);
            var z = (T*)at.Z + (s * at.ZStride);
            var i = start;
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
            {
                (Vector.Load(a + i) + (Vector.Load(b + i) * Vector.Load(z + i))).Store(w + i);
            }

            for (; i < end; i++)
            {
                w[i] = a[i] + (b[i] * z[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PullBack<T>(in Arguments at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var a = (T*)at.A;
        var b = (T*)at.B;
        var g = (T*)at.Weights;
        var z = (T*)at.Z;
        var i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var (ofA, ofB) = (Vector<T>.Zero, Vector<T>.Zero);
            for (var s = 0L; s < at.Samples; s++)
            {
                var ofWeights = Vector.Load(g + (s * at.WeightStride) + i);
                ofA += ofWeights;
                ofB += ofWeights * Vector.Load(z + (s * at.ZStride) + i);
            }

            ofA.Store(a + i);
            ofB.Store(b + i);
        }

        for (; i < end; i++)
        {
            var (ofA, ofB) = (T.Zero, T.Zero);
            for (var s = 0L; s < at.Samples; s++)
            {
                var ofWeights = g[(s * at.WeightStride) + i];
                ofA += ofWeights;
                ofB += ofWeights * z[(s * at.ZStride) + i];
            }

            a[i] = ofA;
            b[i] = ofB;
        }
    }

    private readonly record struct Arguments(nint Weights, nint Z, nint A, nint B, long Samples, long WeightStride, long ZStride)
    {
        public static Arguments Of(Tensor weights, Tensor z, Tensor a, Tensor b) => new(
            TensorMemory.Address(weights), TensorMemory.Address(z), TensorMemory.Address(a), TensorMemory.Address(b), weights.size(0), weights.stride(0), z.stride(0));
    }
}
