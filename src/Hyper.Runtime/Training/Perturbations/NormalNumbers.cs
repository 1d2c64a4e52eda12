using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Training.Perturbations;

/// <summary>
/// A run's source of normal numbers: on the host several times as fast as libtorch's, whose generator makes them one by one.
/// What it draws depends on its seed and on how often it was asked, not on the number of threads, and is the same in both
/// precisions to the last bit of Float32.
/// </summary>
/// <param name="seed">The same seed gives the same numbers.</param>
internal sealed unsafe class NormalNumbers(int seed) : IResumable
{
    private readonly ulong key = SplitMix.Hash(unchecked((ulong)seed));
    private ulong draws;

    /// <summary>Fills a tensor with independent numbers.</summary>
    /// <param name="destination">A tensor of any shape.</param>
    /// <param name="deviation">Their standard deviation.</param>
    public void Fill(Tensor destination, double deviation)
    {
        if (destination.device_type != DeviceType.CPU || !destination.is_contiguous())
        {
            // Filled on the host and taken over: the same numbers everywhere.
            using var numbers = torch.empty(destination.shape, dtype: destination.dtype);
            Fill(numbers, deviation);
            destination.copy_(numbers);
            return;
        }

        var arguments = new Arguments(
            TensorMemory.Address(destination), destination.dtype == ScalarType.Float64, (float)deviation, SplitMix.Hash(key + draws++));
        HostThreads.For(destination.NumberOfElements, arguments, Chunk);
    }

    /// <inheritdoc/>
    public void Save(StateWriter to) => to.Add("draws", unchecked((long)draws));

    /// <inheritdoc/>
    public void Restore(StateReader from) => draws = unchecked((ulong)from.Whole("draws"));

    // Each chunk has generators of its own, started from the seed, the draw and the chunk.
    private static void Chunk(in Arguments arguments, long start, long end)
    {
        var kernel = new NormalKernel(SplitMix.Hash(arguments.Key ^ (ulong)start));
        if (arguments.IsDouble)
        {
            Fill((double*)arguments.Address, start, end, arguments.Deviation, ref kernel);
        }
        else
        {
            Fill((float*)arguments.Address, start, end, arguments.Deviation, ref kernel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(float* to, long i, long end, float deviation, ref NormalKernel kernel)
    {
        for (; i <= end - NormalKernel.Width; i += NormalKernel.Width)
        {
            kernel.Next(out var first, out var second);
            (first * deviation).Store(to + i);
            (second * deviation).Store(to + i + Vector256<float>.Count);
        }

        if (i < end)
        {
            var rest = stackalloc float[NormalKernel.Width];
            Fill(rest, 0, NormalKernel.Width, deviation, ref kernel);
            new Span<float>(rest, (int)(end - i)).CopyTo(new Span<float>(to + i, (int)(end - i)));
        }
    }

    private static void Fill(double* to, long i, long end, float deviation, ref NormalKernel kernel)
    {
        var numbers = stackalloc float[NormalKernel.Width];
        while (i < end)
        {
            Fill(numbers, 0, NormalKernel.Width, deviation, ref kernel);
            for (var k = 0; k < NormalKernel.Width && i < end; k++, i++)
            {
                to[i] = numbers[k];
            }
        }
    }

    private readonly record struct Arguments(nint Address, bool IsDouble, float Deviation, ulong Key);
}
