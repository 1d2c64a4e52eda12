using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// The rows of weight tensors, one for each place along a tensor's unit axis: a layer has a row of weights for each of its
/// output units, and the unit's bias is a row of its own. What has one value a row is spread over the weights, or summed from them.
/// </summary>
/// <remarks>
/// Both go tensor by tensor over views, [S, …, units, …]: an index of each weight's row would be read from memory at every
/// step, and summing by an index is slow on a host.
/// </remarks>
public sealed class WeightRows
{
    private readonly Block[] blocks;

    /// <summary>Finds the rows of a layout.</summary>
    /// <param name="layout">The elementary weights of a model, or of some of its layers.</param>
    public WeightRows(ElementaryLayout layout)
    {
        WeightCount = layout.WeightCount;
        blocks = new Block[layout.Slots.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            var slot = layout.Slots[i];
            var units = (int)slot.Shape[slot.UnitAxis];
            var inner = slot.Shape.Skip(slot.UnitAxis + 1).Aggregate(1L, (product, size) => product * size);
            blocks[i] = new Block(slot.Offset, slot.Count / (units * inner), units, inner, Count);
            Count += units;
        }
    }

    /// <summary>R, the number of rows.</summary>
    public int Count { get; }

    /// <summary>P, the number of weights.</summary>
    public int WeightCount { get; }

    /// <summary>The row that each weight belongs to: P indices.</summary>
    public long[] OfWeights()
    {
        var index = new long[WeightCount];
        foreach (var block in blocks)
        {
            for (var i = 0L; i < block.Outer * block.Units * block.Inner; i++)
            {
                index[block.Offset + i] = block.FirstRow + (i / block.Inner % block.Units);
            }
        }

        return index;
    }

    /// <summary>Gives each weight the value of its row.</summary>
    /// <param name="rows">One value a row, [S, R].</param>
    /// <returns>[S, P], in the caller's dispose scope.</returns>
    public Tensor Spread(Tensor rows)
    {
        var samples = rows.shape[0];
        var weights = torch.empty(samples, WeightCount, dtype: rows.dtype, device: rows.device);
        foreach (var block in blocks)
        {
            block.Of(weights, samples).copy_(rows.narrow(1, block.FirstRow, block.Units).view(samples, 1, block.Units, 1));
        }

        return weights;
    }

    /// <summary>Sums the values of the weights of each row.</summary>
    /// <param name="weights">One value a weight, [S, P].</param>
    /// <returns>[S, R], in the caller's dispose scope.</returns>
    public Tensor Sum(Tensor weights)
    {
        var samples = weights.shape[0];
        var rows = torch.empty(samples, Count, dtype: weights.dtype, device: weights.device);
        foreach (var block in blocks)
        {
            rows.narrow(1, block.FirstRow, block.Units).copy_(block.Of(weights, samples).sum([1, 3]));
        }

        return rows;
    }

    // A weight tensor as [outer, units, inner].
    private readonly record struct Block(int Offset, long Outer, int Units, long Inner, int FirstRow)
    {
        public Tensor Of(Tensor weights, long samples) =>
            weights.narrow(1, Offset, Outer * Units * Inner).view(samples, Outer, Units, Inner);
    }
}
