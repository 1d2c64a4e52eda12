namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperEmbedding</c>: a table of vectors that is read by number, <c>[rows, …]</c> to
/// <c>[rows, …, size]</c>, and comes from the hypernetwork.
/// </summary>
/// <example><code>[Embedding(count: 1_000, size: 32)] public partial HyperEmbedding Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class EmbeddingAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="count">Vectors in the table: at least 1.</param>
    /// <param name="size">Features of a vector, the layer's units: at least 1.</param>
    public EmbeddingAttribute(int count, int size)
    {
        Count = count;
        Size = size;
    }

    /// <summary>Vectors in the table.</summary>
    public int Count { get; }

    /// <summary>Features of a vector, the layer's units.</summary>
    public int Size { get; }

    /// <summary>The number whose vector is zero and stays so, whatever the table holds; −1, for none, by default.</summary>
    public int PaddingIndex { get; set; } = -1;
}
