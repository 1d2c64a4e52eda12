namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperGroupNorm</c>: a normalisation of each row's channels in groups (Wu and He, 2018),
/// <c>[rows, channels, …]</c>, whose scales and shifts come from the hypernetwork.
/// </summary>
/// <example><code>[GroupNorm(groups: 4, channels: 16)] public partial HyperGroupNorm Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class GroupNormAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="groups">Groups that the channels are divided into: at least 1.</param>
    /// <param name="channels">Channels, the layer's units: at least 1.</param>
    public GroupNormAttribute(int groups, int channels)
    {
        Groups = groups;
        Channels = channels;
    }

    /// <summary>Groups that the channels are divided into.</summary>
    public int Groups { get; }

    /// <summary>Channels, the layer's units.</summary>
    public int Channels { get; }

    /// <summary>What is added to the variance before its root is taken: above 0. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;
}
