namespace Hyper.Runtime.Layers;

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
