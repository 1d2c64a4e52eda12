using Hyper.Runtime.Layers;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Passes;

/// <summary>The weights in force of some layers: what autograd differentiates a part of a compiled pass by, and where the gradients go.</summary>
/// <param name="layers">The layers, none of them twice.</param>
internal readonly struct LayerLeaves(params HyperLayer[] layers)
{
    /// <summary>How many weight tensors there are.</summary>
    public int Count => layers.Sum(layer => layer.Slots.Count);

    /// <summary>The weight tensors: leaves of the graph.</summary>
    public IEnumerable<Tensor> Tensors => layers.SelectMany(layer => layer.Slots.Select(slot => layer.Weights[slot]));

    /// <summary>The gradient of all weights, [S, P]; there must be a layer.</summary>
    public Tensor Gradient => ((ElementaryWeights)layers[0].Weights).Gradient;

    /// <summary>Writes the gradients of the weight tensors, which come first in a list.</summary>
    /// <param name="gradients">Of each weight tensor; null where nothing depends on it.</param>
    /// <param name="accumulate">Whether they are added to what is in the weights' gradient, or replace it.</param>
    public void Write(IList<Tensor?> gradients, bool accumulate)
    {
        var next = 0;
        foreach (var layer in layers)
        {
            var weights = (ElementaryWeights)layer.Weights;
            foreach (var slot in layer.Slots)
            {
                var destination = weights.GradientOf(slot);
                if (gradients[next++] is { } gradient)
                {
                    GradientBuffer.Write(destination, gradient, accumulate);
                }
                else if (!accumulate)
                {
                    destination.zero_();
                }
            }
        }
    }
}
