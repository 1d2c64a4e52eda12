namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperBatchNorm</c>: a normalisation of each channel over a hyperparameter sample's rows
/// (Ioffe and Szegedy, 2015), <c>[rows, channels, …]</c>, whose scales and shifts come from the hypernetwork.
/// </summary>
/// <example><code>[BatchNorm(16)] public partial HyperBatchNorm Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="channels">Channels, the layer's units: at least 1.</param>
    public BatchNormAttribute(int channels)
    {
        Channels = channels;
    }

    /// <summary>Channels, the layer's units.</summary>
    public int Channels { get; }

    /// <summary>What is added to the variance before its root is taken: above 0. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>
    /// Share of a batch in the running statistics, which evaluation uses: above 0 and at most 1. 0.1 by default.
    /// </summary>
    public double Momentum { get; set; } = 0.1;
}
