namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperLayerNorm</c>: a normalisation over the last dimensions of each row
/// (Ba et al., 2016), <c>[rows, …, sizes]</c>, whose scales and shifts come from the hypernetwork.
/// </summary>
/// <example><code>[LayerNorm(32)] public partial HyperLayerNorm Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="size">Size of the first dimension that is normalised over, the layer's units: at least 1.</param>
    /// <param name="further">Sizes of the dimensions after it, to the last one: each at least 1.</param>
    public LayerNormAttribute(int size, params int[] further)
    {
        Size = size;
        Further = further;
    }

    /// <summary>Size of the first dimension that is normalised over.</summary>
    public int Size { get; }

    /// <summary>Sizes of the dimensions after it.</summary>
    public IReadOnlyList<int> Further { get; }

    /// <summary>What is added to the variance before its root is taken: above 0. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;
}
