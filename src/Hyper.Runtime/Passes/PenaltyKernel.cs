using System.Numerics;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Passes;

/// <summary>Value and gradient of a penalty in one pass over host memory, as wide as the machine's vectors.</summary>
internal static unsafe class PenaltyKernel
{
    // Up to so many a step allocates nothing.
    private const int FewChunks = 64;

    /// <summary>How the strengths are given.</summary>
    public enum Strengths
    {
        /// <summary>A single one, λ.</summary>
        Shared,

        /// <summary>λ for each weight.</summary>
        Own,

        /// <summary>ln λ for each weight: the exponential is taken on the way.</summary>
        OwnLogarithms,
    }

    /// <summary>Adds 2cλw to the gradient.</summary>
    /// <param name="weights">w.</param>
    /// <param name="strengths">What gives λ.</param>
    /// <param name="kind">How it does.</param>
    /// <param name="gradient">What is added to.</param>
    /// <param name="count">The number of weights.</param>
    /// <param name="factor">c.</param>
    /// <returns>Σ λw², without c.</returns>
    public static double Square<T>(T* weights, T* strengths, Strengths kind, T* gradient, long count, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var chunks = HostThreads.ChunksOf(count);
        double[] buffer = chunks <= FewChunks ? [] : new double[chunks];
        var few = stackalloc double[FewChunks];
        fixed (double* many = buffer)
        {
            var sums = chunks <= FewChunks ? few : many;
            HostThreads.For(count, new Arguments<T>((nint)weights, (nint)strengths, kind, (nint)gradient, factor, (nint)sums), Chunk);
            var sum = 0.0;
            for (var i = 0L; i < chunks; i++)
            {
                sum += sums[i];
            }

            return sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Chunk<T>(in Arguments<T> at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var w = (T*)at.Weights;
        var g = (T*)at.Gradient;
        var strengths = (T*)at.Strengths;
        var shared = new Vector<T>(strengths[0]);
        var twice = at.Factor + at.Factor;
        var sums = Vector<T>.Zero;
        var i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var values = Vector.Load(w + i);
            var scaled = values * (at.Kind == Strengths.Shared ? shared : at.Kind == Strengths.Own ? Vector.Load(strengths + i) : VectorMath.Exp(Vector.Load(strengths + i)));
            sums += scaled * values;
            (Vector.Load(g + i) + (scaled * twice)).Store(g + i);
        }

        var sum = Vector.Sum(sums);
        for (; i < end; i++)
        {
            var scaled = w[i] * (at.Kind == Strengths.Shared ? strengths[0] : at.Kind == Strengths.Own ? strengths[i] : T.Exp(strengths[i]));
            sum += scaled * w[i];
            g[i] += scaled * twice;
        }

        ((double*)at.Sums)[start / HostThreads.Chunk] = double.CreateChecked(sum);
    }

    private readonly record struct Arguments<T>(nint Weights, nint Strengths, Strengths Kind, nint Gradient, T Factor, nint Sums);
}
