using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Layers;

/// <summary>A layer whose weights are a slice of the response: what every kind of layer has.</summary>
/// <remarks>
/// Layers hold no weights. They read the tensors in force from their slots in the flat vector, so that one instance
/// serves every pass.
/// </remarks>
public abstract class HyperLayer
{
    private int[]? slots;

    private protected HyperLayer(ForwardContext context, int weightSlot)
    {
        Context = context;
        WeightSlot = weightSlot;
    }

    /// <summary>The name of the layer: that of the property.</summary>
    public string Name => NameOf(First);

    /// <summary>The elementary weights in force.</summary>
    internal WeightSource Weights => Context.Weights;

    /// <summary>The layer's slots in the flat vector.</summary>
    internal IReadOnlyList<int> Slots => slots ??= [.. Enumerable.Range(WeightSlot, Context.Layout.Slots.Count - WeightSlot).Where(i => Context.Layout.Slots[i].Layer == First.Layer)];

    /// <summary>What the layer knows of the pass.</summary>
    internal ForwardContext Context { get; }

    /// <summary>The layer's first slot, by which an observer knows it.</summary>
    private protected int WeightSlot { get; }

    /// <summary>The first of the layer's tensors.</summary>
    private protected WeightSlot First => Context.Layout.Slots[WeightSlot];

    /// <summary>The name of the layer that a slot belongs to.</summary>
    private protected static string NameOf(WeightSlot slot) => slot.Name[..slot.Name.LastIndexOf('.')];

    /// <summary>The tensor in force in a slot of the layer; null where the layer has no such slot.</summary>
    private protected Tensor? InForce(int slot) => slot < 0 ? null : Context.Weights[slot];

    /// <summary>Shows the observer what the layer made of its input.</summary>
    private protected Tensor Observe(Tensor input, Tensor output) => Context.Observe(WeightSlot, input, output);

    /// <summary>The error for an input that does not have the layer's shape.</summary>
    private protected HyperDslException Mismatch(string expected, Tensor input) =>
        new($"{Name} takes {expected}, but was given a tensor of shape [{string.Join(", ", input.shape)}].");
}

/// <summary>A layer that makes one tensor out of one, and keeps nothing from a row to the next.</summary>
public abstract class FeedForwardLayer : HyperLayer
{
    private protected FeedForwardLayer(ForwardContext context, int weightSlot)
        : base(context, weightSlot)
    {
    }

    /// <summary>Applies the layer to each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, …].</param>
    /// <returns>[rows, …].</returns>
    /// <exception cref="HyperDslException">The input does not have the layer's shape, or there are fewer rows than samples.</exception>
    public abstract Tensor forward(Tensor input);
}
