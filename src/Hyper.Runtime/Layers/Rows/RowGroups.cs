namespace Hyper.Runtime.Layers.Rows;

/// <summary>
/// How the rows of a batch are divided among the hyperparameter samples: the first rows belong to the first sample, and
/// so on; where they do not divide evenly the first samples have one row more.
/// </summary>
internal static class RowGroups
{
    /// <summary>Whether every sample has the same number of rows.</summary>
    public static bool AreEven(long rows, int samples) => rows % samples == 0;

    /// <summary>Rows of each sample.</summary>
    /// <exception cref="HyperDslException">There are fewer rows than samples.</exception>
    public static long[] Counts(long rows, int samples)
    {
        if (rows < samples)
        {
            throw TooFew(rows, samples);
        }

        var counts = new long[samples];
        for (var s = 0; s < samples; s++)
        {
            counts[s] = (rows / samples) + (s < rows % samples ? 1 : 0);
        }

        return counts;
    }

    /// <summary>Applies a function to each sample's rows, and puts the results one after another.</summary>
    /// <param name="rows">[rows, …].</param>
    /// <param name="samples">S.</param>
    /// <param name="apply">Takes the rows of a sample and its index.</param>
    /// <exception cref="HyperDslException">There are fewer rows than samples.</exception>
    public static Tensor Map(Tensor rows, int samples, Func<Tensor, int, Tensor> apply)
    {
        // Split at once: the way back is one tensor then, not one of all rows for each sample.
        var parts = rows.split(Counts(rows.shape[0], samples));
        for (var s = 0; s < samples; s++)
        {
            parts[s] = apply(parts[s], s);
        }

        return torch.cat(parts);
    }

    /// <summary>The sample that each row belongs to.</summary>
    /// <exception cref="HyperDslException">There are fewer rows than samples.</exception>
    public static long[] SampleOfRows(long rows, int samples) =>
        [.. Counts(rows, samples).SelectMany((count, sample) => Enumerable.Repeat((long)sample, (int)count))];

    /// <summary>The error for a batch that leaves a sample without rows.</summary>
    public static HyperDslException TooFew(long rows, int samples) =>
        new($"A batch of {rows} rows cannot be divided among {samples} hyperparameter samples. Use a larger BatchSize, fewer HyperSamples or SampleRows.Repeat.");
}
