using Hyper.Dsl;
using Hyper.Runtime.Data.Orders;

namespace Hyper.Runtime.Search.Points;

/// <summary>Points of the unit cube, each a function of the seed and of its own number alone.</summary>
internal sealed class PointSequence
{
    private readonly int dimensions;
    private readonly ulong seed;
    private readonly SobolSequence? sobol;
    private readonly uint[] shift = [];

    /// <param name="sampling">How they are drawn.</param>
    /// <param name="dimensions">Dimensions of the cube.</param>
    /// <param name="seed">The search's seed.</param>
    /// <exception cref="HyperDslException">A Sobol sequence does not have so many dimensions.</exception>
    public PointSequence(Sampling sampling, int dimensions, int seed)
    {
        this.dimensions = dimensions;
        this.seed = SplitMix.Hash(unchecked((ulong)seed));
        if (sampling == Sampling.Sobol)
        {
            sobol = new SobolSequence(dimensions);
            var random = new SplitMix(this.seed);
            shift = [.. Enumerable.Range(0, dimensions).Select(_ => (uint)(random.Next() >> 32))];
        }
    }

    /// <summary>The first point that is not among others.</summary>
    /// <param name="others">The others, some of which may not be of this sequence.</param>
    public double[] NextAfter(IReadOnlyList<double[]> others) =>
        Enumerable.Range(0, others.Count + 1).Select(At).First(point => !others.Any(other => other.AsSpan().SequenceEqual(point)));

    /// <summary>A point: shares above 0 and below 1.</summary>
    /// <param name="index">Counted from 0.</param>
    public double[] At(int index)
    {
        if (sobol is null)
        {
            var random = new SplitMix(seed ^ SplitMix.Hash((ulong)index));
            return [.. Enumerable.Range(0, dimensions).Select(_ => random.NextShare())];
        }

        // A shift of the digits keeps the points as even as they are.
        return [.. sobol.At((uint)index).Zip(shift, (digits, by) => ((digits ^ by) + 0.5) / (1UL << 32))];
    }
}
