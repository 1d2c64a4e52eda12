using Hyper.Dsl;

namespace Hyper.Runtime.Training.Perturbations;

/// <summary>
/// Perturbations in pairs, +z and −z on the same rows: whatever is even in z, the error of the rows' choice first of all,
/// cancels out of what is learned about the response's Jacobian.
/// </summary>
/// <remarks>
/// Sample s and sample s + S/2 are a pair. Where every sample sees every row nothing else is needed. Where rows are divided,
/// the batch is taken twice and the first copy divided among the first halves of the pairs, the second among the second.
/// </remarks>
internal static class AntitheticPairs
{
    /// <summary>How many times a batch is taken whose rows are divided.</summary>
    public const int Copies = 2;

    /// <summary>Fills a tensor with pairs of normal numbers.</summary>
    /// <param name="destination">[S, n], S even.</param>
    /// <param name="deviation">Their standard deviation.</param>
    /// <param name="noise">The source of randomness.</param>
    public static void Draw(Tensor destination, double deviation, NormalNumbers noise)
    {
        var pairs = destination.shape[0] / 2;
        using var first = destination.narrow(0, 0, pairs);
        using var second = destination.narrow(0, pairs, pairs);
        noise.Fill(first, deviation);
        second.copy_(first).neg_();
    }

    /// <summary>Checks that the samples make pairs, and that a pair can have the same rows.</summary>
    /// <exception cref="HyperDslException">They do not.</exception>
    public static void Require(int samples, SampleRows rows, int batchSize, string setting)
    {
        if (samples % 2 != 0)
        {
            throw new HyperDslException($"HyperSamples is {samples}; with Antithetic it must be even, because samples come in pairs.");
        }

        if (rows == SampleRows.Divide && batchSize % (samples / 2) != 0)
        {
            throw new HyperDslException(
                $"{setting} is {batchSize}; with Antithetic it must be a multiple of the {samples / 2} pairs, so that both samples of a pair see the same rows. Or use SampleRows.Repeat.");
        }
    }
}
