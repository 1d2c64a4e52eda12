using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>A layer's weights as one matrix, [outputs, inputs], with the biases as a last column, from and to the flat vector.</summary>
internal static class LayerBlock
{
    public static Tensor Read(ElementaryLayout layout, int weightSlot, int biasSlot, Tensor flat)
    {
        var weight = Part(layout, weightSlot, flat).view(layout.Slots[weightSlot].Shape[0], -1);
        return biasSlot < 0 ? weight : torch.cat([weight, Part(layout, biasSlot, flat).view(-1, 1)], 1);
    }

    public static void Write(ElementaryLayout layout, int weightSlot, int biasSlot, Tensor block, Tensor flat, bool add = false)
    {
        var inputs = layout.Slots[weightSlot].Count / layout.Slots[weightSlot].Shape[0];
        Put(weightSlot, block.narrow(1, 0, inputs));
        if (biasSlot >= 0)
        {
            Put(biasSlot, block.narrow(1, inputs, 1));
        }

        void Put(int slot, Tensor part)
        {
            var place = Part(layout, slot, flat);
            if (add)
            {
                place.add_(part.reshape(-1), Scalars.Of(1));
            }
            else
            {
                place.copy_(part.reshape(-1));
            }
        }
    }

    private static Tensor Part(ElementaryLayout layout, int slot, Tensor flat) => flat.narrow(0, layout.Slots[slot].Offset, layout.Slots[slot].Count);
}
