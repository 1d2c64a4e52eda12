namespace Hyper.Runtime.Layers.Rows;

/// <summary>What comes after a normalisation: each row is scaled and shifted with the values of its own sample.</summary>
internal static class SampleAffine
{
    /// <summary>y = x ⊙ weight + bias.</summary>
    /// <param name="rows">[rows, …].</param>
    /// <param name="weight">[S, …] with several samples.</param>
    /// <param name="bias">Of the same shape.</param>
    /// <param name="samples">S.</param>
    /// <param name="axis">The dimension of the rows that the first one of the weight (after S) stands for; those behind follow.</param>
    public static Tensor Apply(Tensor rows, Tensor weight, Tensor bias, int samples, int axis)
    {
        var shape = rows.shape;
        var parameters = samples == 1 ? weight.shape : weight.shape[1..];
        var broadcast = new long[shape.Length];
        Array.Fill(broadcast, 1);
        parameters.CopyTo(broadcast, axis);
        if (samples == 1)
        {
            return (rows * weight.reshape(broadcast)).add(bias.reshape(broadcast), Scalars.Of(1));
        }

        if (RowGroups.AreEven(shape[0], samples))
        {
            // [S, rows of a sample, …].
            broadcast = [samples, .. broadcast];
            var bySample = rows.reshape([samples, shape[0] / samples, .. shape[1..]]);
            return (bySample * weight.reshape(broadcast)).add(bias.reshape(broadcast), Scalars.Of(1)).reshape(shape);
        }

        broadcast[0] = shape[0];
        var counts = torch.tensor(RowGroups.Counts(shape[0], samples), device: rows.device);
        return (rows * weight.repeat_interleave(counts, 0).reshape(broadcast)).add(bias.repeat_interleave(counts, 0).reshape(broadcast), Scalars.Of(1));
    }
}
