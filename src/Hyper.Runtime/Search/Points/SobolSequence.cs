using System.Globalization;
using System.Numerics;
using Hyper.Dsl;

namespace Hyper.Runtime.Search.Points;

/// <summary>
/// Sobol's sequence in the order of Gray's code (Antonov and Saleev, 1979), with the direction numbers of Joe and Kuo (2008):
/// every power of two of its points divides evenly among as many equal parts of the cube's faces.
/// </summary>
internal sealed class SobolSequence
{
    private const int Bits = 32;
    private const string Numbers = "Hyper.Runtime.Search.Sobol.new-joe-kuo-6.1024";

    private readonly uint[][] directions;

    /// <summary>Prepares the sequence.</summary>
    /// <param name="dimensions">From 1 to <see cref="ExperimentDefaults.MostSobolDimensions"/>.</param>
    /// <exception cref="HyperDslException">There are more dimensions than direction numbers.</exception>
    public SobolSequence(int dimensions)
    {
        if (dimensions > ExperimentDefaults.MostSobolDimensions)
        {
            throw new HyperDslException(
                $"The search has {dimensions} dimensions, and a Sobol sequence has {ExperimentDefaults.MostSobolDimensions} here. Use Sampling.Uniform or Tied = true.");
        }

        using var stream = typeof(SobolSequence).Assembly.GetManifestResourceStream(Numbers)!;
        using var lines = new StreamReader(stream);
        lines.ReadLine();
        directions = new uint[dimensions][];
        directions[0] = [.. Enumerable.Range(1, Bits).Select(bit => 1u << (Bits - bit))];
        for (var i = 1; i < dimensions; i++)
        {
            directions[i] = Directions(lines.ReadLine()!);
        }
    }

    /// <summary>A point as whole numbers, of which 2³² are one.</summary>
    /// <param name="index">Counted from 0, the origin.</param>
    public uint[] At(uint index)
    {
        var code = index ^ (index >> 1);
        var point = new uint[directions.Length];
        for (var i = 0; i < point.Length; i++)
        {
            for (var rest = code; rest != 0; rest &= rest - 1)
            {
                point[i] ^= directions[i][BitOperations.TrailingZeroCount(rest)];
            }
        }

        return point;
    }

    // The recurrence of the primitive polynomial xˢ + a₁xˢ⁻¹ + … + 1 over the numbers m₁ to mₛ that the file gives.
    private static uint[] Directions(string line)
    {
        var fields = line.Split(' ').Select(field => uint.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var degree = (int)fields[1];
        var inner = fields[2];
        var result = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                result[i] = fields[3 + i] << (Bits - 1 - i);
                continue;
            }

            result[i] = result[i - degree] ^ (result[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                result[i] ^= ((inner >> (degree - 1 - k)) & 1) * result[i - k];
            }
        }

        return result;
    }
}
