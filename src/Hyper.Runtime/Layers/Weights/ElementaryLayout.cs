using Hyper.Dsl;

namespace Hyper.Runtime.Layers.Weights;

/// <summary>The one flat vector of P elementary weights: which tensor of which layer lies where.</summary>
public sealed class ElementaryLayout
{
    private readonly int[] unitOffsets;

    /// <summary>Creates the layout.</summary>
    /// <param name="slots">The tensors in the order of the flat vector, without gaps.</param>
    /// <exception cref="ArgumentException">The offsets leave a gap or overlap.</exception>
    public ElementaryLayout(params WeightSlot[] slots)
    {
        foreach (var slot in slots)
        {
            if (slot.Offset != WeightCount)
            {
                throw new ArgumentException($"{slot.Name} starts at {slot.Offset}; {WeightCount} expected.", nameof(slots));
            }

            WeightCount = checked(WeightCount + slot.Count);
        }

        Slots = slots;
        LayerCount = slots.Length == 0 ? 0 : slots.Max(slot => slot.Layer) + 1;
        unitOffsets = new int[LayerCount + 1];
        for (var layer = 0; layer < LayerCount; layer++)
        {
            unitOffsets[layer + 1] = unitOffsets[layer] + slots.First(slot => slot.Layer == layer).Units;
        }
    }

    /// <summary>The tensors in the order of the flat vector.</summary>
    public IReadOnlyList<WeightSlot> Slots { get; }

    /// <summary>P, the number of elementary weights, biases included.</summary>
    public int WeightCount { get; }

    /// <summary>Number of conditioned layers.</summary>
    public int LayerCount { get; }

    /// <summary>Number of output units, over all layers.</summary>
    public int UnitCount => unitOffsets[LayerCount];

    /// <summary>The layout of some layers on end by themselves: offsets and layers are counted from the first of them.</summary>
    /// <param name="first">Index of the first layer.</param>
    /// <param name="count">The number of layers.</param>
    /// <returns>A slice of the flat vector, which starts at the offset of the first layer's first tensor.</returns>
    public ElementaryLayout Layers(int first, int count)
    {
        var chosen = Slots.Where(slot => slot.Layer >= first && slot.Layer < first + count).ToList();
        return new ElementaryLayout([.. chosen.Select(slot => slot with { Layer = slot.Layer - first, Offset = slot.Offset - chosen[0].Offset })]);
    }

    /// <summary>Of each elementary weight, whether it multiplies inputs: it is neither a bias nor the scale or shift of a normalisation.</summary>
    public bool[] AreMultipliers()
    {
        var are = new bool[WeightCount];
        foreach (var slot in Slots)
        {
            are.AsSpan(slot.Offset, slot.Count).Fill(slot.IsMultiplier);
        }

        return are;
    }

    /// <summary>
    /// For a hyperparameter with one value a layer or a unit: which of its values each elementary weight answers to.
    /// </summary>
    /// <param name="granularity"><see cref="Per.Layer"/> or <see cref="Per.Unit"/>.</param>
    /// <returns>P indices into the hyperparameter's values.</returns>
    public long[] ValueOfWeight(Per granularity)
    {
        var index = new long[WeightCount];
        foreach (var slot in Slots)
        {
            for (var i = 0; i < slot.Count; i++)
            {
                index[slot.Offset + i] = granularity switch
                {
                    Per.Layer => slot.Layer,
                    Per.Unit => unitOffsets[slot.Layer] + slot.UnitOf(i),
                    _ => throw new ArgumentOutOfRangeException(nameof(granularity), granularity, "Only Layer and Unit share values among weights."),
                };
            }
        }

        return index;
    }
}
