namespace Hyper.Generators.Model.Layers;

/// <summary>Counts the rows of a layer's weight tensors, which a structured response scales one by one.</summary>
internal static class LayerRows
{
    /// <summary>The units of each tensor, apart: those of the weights, and those of the biases where there are any.</summary>
    public static int RowCount(this LayerModel layer) => layer.Shape.Tensors.Sum(tensor => tensor.Shape[tensor.UnitAxis]);
}
