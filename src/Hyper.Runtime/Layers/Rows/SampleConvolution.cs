namespace Hyper.Runtime.Layers.Rows;

/// <summary>
/// A convolution with the weights of several hyperparameter samples: one for each, or, on a GPU and where every sample has as
/// many rows, a single one in groups, in which the samples' channels lie beside each other.
/// </summary>
internal static class SampleConvolution
{
    /// <summary>A plain convolution of rows.</summary>
    /// <param name="input">[rows, channels, …].</param>
    /// <param name="weight">Its first dimension has a slice for each group.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="groups">The number of groups.</param>
    public delegate Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, long groups);

    /// <summary>Convolves each row with the weights of the sample that it belongs to.</summary>
    /// <param name="input">[rows, channels, …].</param>
    /// <param name="weight">The weight in force, [S, …] with several samples.</param>
    /// <param name="bias">The bias in force, [S, outputs] with several samples, or null.</param>
    /// <param name="samples">S.</param>
    /// <param name="groups">The layer's own groups.</param>
    /// <param name="convolve">The plain convolution.</param>
    public static Tensor Apply(Tensor input, Tensor weight, Tensor? bias, int samples, long groups, Convolve convolve)
    {
        if (samples == 1)
        {
            return convolve(input, weight, bias, groups);
        }

        // On a host a convolution for each sample is faster, backwards above all; on a GPU the number of launches counts.
        return input.device_type == DeviceType.CPU || !RowGroups.AreEven(input.shape[0], samples)
            ? OneByOne(input, weight, bias, samples, groups, convolve)
            : InGroups(input, weight, bias, samples, groups, convolve);
    }

    /// <summary>A convolution for each of several samples.</summary>
    public static Tensor OneByOne(Tensor input, Tensor weight, Tensor? bias, int samples, long groups, Convolve convolve)
    {
        var (weights, biases) = (weight.unbind(0), bias?.unbind(0));
        return RowGroups.Map(input, samples, (rows, s) => convolve(rows, weights[s], biases?[s], groups));
    }

    /// <summary>One convolution in groups, for several samples of as many rows each.</summary>
    public static Tensor InGroups(Tensor input, Tensor weight, Tensor? bias, int samples, long groups, Convolve convolve)
    {
        var output = convolve(SideBySide(input, samples), Stacked(weight), bias?.reshape(-1), samples * groups);
        return OneAfterAnother(output, samples);
    }

    /// <summary>[S·B, channels, …] to [B, S·channels, …].</summary>
    public static Tensor SideBySide(Tensor rows, int samples)
    {
        var shape = rows.shape;
        var each = shape[0] / samples;
        return rows.reshape([samples, each, .. shape[1..]]).transpose(0, 1).reshape([each, samples * shape[1], .. shape[2..]]);
    }

    /// <summary>[B, S·channels, …] to [S·B, channels, …].</summary>
    public static Tensor OneAfterAnother(Tensor channels, int samples)
    {
        var shape = channels.shape;
        var each = shape[1] / samples;
        return channels.reshape([shape[0], samples, each, .. shape[2..]]).transpose(0, 1).reshape([samples * shape[0], each, .. shape[2..]]);
    }

    // [S, channels, …] to [S·channels, …].
    private static Tensor Stacked(Tensor weight)
    {
        var shape = weight.shape;
        return weight.reshape([shape[0] * shape[1], .. shape[2..]]);
    }
}
