using System.Numerics;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>
/// One fused pass of Adam over host memory, as wide as the machine's vectors, split over threads where that pays. The gradient is
/// a sum over samples that is multiplied on the way; a gradient that has been written is one such sample.
/// </summary>
internal static unsafe class AdamKernel
{
    // Columns at a time: the samples' stay in a core's second cache from row to row, and rows are long enough to be fetched ahead.
    private const long Block = 1 << 16;

    /// <summary>What multiplies what: constants of the method and of the step.</summary>
    public readonly record struct Coefficients<T>(T Beta1, T OneMinusBeta1, T Beta2, T OneMinusBeta2, T Epsilon, T Rate, T Correction)
        where T : unmanaged;

    /// <summary>
    /// A gradient as a sum over samples, aᵀb: the addresses of a, [S, rows] or null for ones, and of b, [S, columns], and how many
    /// elements lie from a sample to the next.
    /// </summary>
    public readonly record struct Sum(nint Left, nint Right, long Samples, long Rows, long Columns, long LeftStride, long RightStride)
    {
        /// <summary>A gradient that has been written.</summary>
        public static Sum Of(nint gradient, long count) => new(0, gradient, 1, 1, count, 0, 0);
    }

    /// <summary>Updates both moments and the values of a matrix, rows · columns elements on end.</summary>
    public static void Step<T>(T* values, T* first, T* second, in Sum gradient, Coefficients<T> coefficients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var buffers = new Buffers<T>((nint)values, (nint)first, (nint)second, gradient, coefficients);
        var blocks = (gradient.Columns + Block - 1) / Block;
        HostThreads.ForItems(blocks, Math.Min(gradient.Columns, Block) * gradient.Rows, buffers, Blocks);
    }

    private static void Blocks<T>(in Buffers<T> buffers, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var block = start; block < end; block++)
        {
            for (var row = 0L; row < buffers.Gradient.Rows; row++)
            {
                Row(buffers, row, block * Block, Math.Min((block + 1) * Block, buffers.Gradient.Columns));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T>(in Buffers<T> buffers, long row, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = buffers.Gradient;
        var offset = row * gradient.Columns;
        var values = (T*)buffers.Values + offset;
        var first = (T*)buffers.FirstMoment + offset;
        var second = (T*)buffers.SecondMoment + offset;
        var (samples, stride) = (gradient.Samples, gradient.RightStride);
        var right = (T*)gradient.Right;
        var factors = stackalloc T[(int)samples];
        for (var s = 0; s < samples; s++)
        {
            factors[s] = gradient.Left == 0 ? T.One : ((T*)gradient.Left)[row + (s * gradient.LeftStride)];
        }

        var c = buffers.Coefficients;
        var (beta1, oneMinusBeta1) = (new Vector<T>(c.Beta1), new Vector<T>(c.OneMinusBeta1));
        var (beta2, oneMinusBeta2) = (new Vector<T>(c.Beta2), new Vector<T>(c.OneMinusBeta2));
        var (rate, correction, epsilon) = (new Vector<T>(c.Rate), new Vector<T>(c.Correction), new Vector<T>(c.Epsilon));
        var factor = new Vector<T>(factors[0]);
        var otherFactor = new Vector<T>(factors[samples > 1 ? 1 : 0]);
        var other = right + stride;
        var i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var g = Vector.Load(right + i) * factor;
            if (samples > 1)
            {
                g += Vector.Load(other + i) * otherFactor;
                for (var s = 2L; s < samples; s++)
                {
                    g += Vector.Load(right + (s * stride) + i) * new Vector<T>(factors[s]);
                }
            }

            var m = (Vector.Load(first + i) * beta1) + (g * oneMinusBeta1);
            var v = (Vector.Load(second + i) * beta2) + (g * g * oneMinusBeta2);
            m.Store(first + i);
            v.Store(second + i);
            (Vector.Load(values + i) - (m * rate / ((Vector.SquareRoot(v) * correction) + epsilon))).Store(values + i);
        }

        for (; i < end; i++)
        {
            var g = right[i] * factors[0];
            for (var s = 1L; s < samples; s++)
            {
                g += right[(s * stride) + i] * factors[s];
            }

            var m = (first[i] * c.Beta1) + (g * c.OneMinusBeta1);
            var v = (second[i] * c.Beta2) + (g * g * c.OneMinusBeta2);
            first[i] = m;
            second[i] = v;
            values[i] -= m * c.Rate / ((T.Sqrt(v) * c.Correction) + c.Epsilon);
        }
    }

    private readonly record struct Buffers<T>(nint Values, nint FirstMoment, nint SecondMoment, Sum Gradient, Coefficients<T> Coefficients)
        where T : unmanaged;
}
