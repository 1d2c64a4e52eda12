using System.Numerics;
using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Training;

/// <summary>One fused pass of Adam over host memory, as wide as the machine's vectors, split over threads where that pays.</summary>
internal static unsafe class AdamKernel
{
    /// <summary>What multiplies what: constants of the method and of the step.</summary>
    public readonly record struct Coefficients<T>(T Beta1, T OneMinusBeta1, T Beta2, T OneMinusBeta2, T Epsilon, T Rate, T Correction)
        where T : unmanaged;

    /// <summary>Updates both moments and the values.</summary>
    public static void Step<T>(T* values, T* gradient, T* first, T* second, long count, Coefficients<T> coefficients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var buffers = new Buffers<T>((nint)values, (nint)gradient, (nint)first, (nint)second, coefficients);
        HostThreads.For(count, buffers, Range);
    }

    private static void Range<T>(in Buffers<T> buffers, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = (T*)buffers.Values;
        var gradient = (T*)buffers.Gradient;
        var first = (T*)buffers.FirstMoment;
        var second = (T*)buffers.SecondMoment;
        var c = buffers.Coefficients;
        var i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var g = Vector.Load(gradient + i);
            var m = (Vector.Load(first + i) * c.Beta1) + (g * c.OneMinusBeta1);
            var v = (Vector.Load(second + i) * c.Beta2) + (g * g * c.OneMinusBeta2);
            m.Store(first + i);
            v.Store(second + i);
            var denominator = (Vector.SquareRoot(v) * c.Correction) + new Vector<T>(c.Epsilon);
            (Vector.Load(values + i) - (m * c.Rate / denominator)).Store(values + i);
        }

        for (; i < end; i++)
        {
            var g = gradient[i];
            var m = (first[i] * c.Beta1) + (g * c.OneMinusBeta1);
            var v = (second[i] * c.Beta2) + (g * g * c.OneMinusBeta2);
            first[i] = m;
            second[i] = v;
            values[i] -= m * c.Rate / ((T.Sqrt(v) * c.Correction) + c.Epsilon);
        }
    }

    private readonly record struct Buffers<T>(nint Values, nint Gradient, nint FirstMoment, nint SecondMoment, Coefficients<T> Coefficients)
        where T : unmanaged;
}
