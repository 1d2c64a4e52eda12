namespace Hyper.Generators.Model.Layers;

/// <summary>What an attribute says of a layer: everything but its name and place.</summary>
/// <param name="Description">What it is, and what goes in and comes out, as a phrase for a documentation comment.</param>
/// <param name="Units">Its output units.</param>
/// <param name="Tensors">Its weight tensors, in the order of the flat vector.</param>
/// <param name="MayHaveBias">Whether a layer of its kind may have a bias.</param>
/// <param name="Options">What else the constructor of its runtime class takes.</param>
internal sealed record LayerShape(
    string Description, int Units, EquatableArray<WeightTensor> Tensors, bool MayHaveBias, EquatableArray<LayerOption> Options)
{
    /// <summary>Whether it keeps statistics between passes, which its runtime class declares where a model is created.</summary>
    public bool KeepsState { get; init; }

    /// <summary>An option that its runtime class is told of where a model is created, because saved models tell it; null for none.</summary>
    public LayerOption? Declared { get; init; }

    /// <summary>Number of elementary weights; <see cref="long.MaxValue"/> where that is too small to count them.</summary>
    public long WeightCount => Tensors.Aggregate(0L, (sum, tensor) => sum > long.MaxValue - tensor.Count ? long.MaxValue : sum + tensor.Count);

    /// <summary>Index of the first bias among the tensors, or −1.</summary>
    public int BiasIndex => Tensors.Select((tensor, index) => (tensor.Name, index)).Where(tensor => tensor.Name.StartsWith("bias", StringComparison.Ordinal)).Select(tensor => tensor.index).DefaultIfEmpty(-1).First();
}
