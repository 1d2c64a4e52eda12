namespace Hyper.Runtime.Layers.Weights;

/// <summary>
/// Elementary weights that are a result of traced operations: what a model computes from them can be differentiated
/// any number of times with respect to whatever they came from.
/// </summary>
/// <remarks>
/// Slower than <see cref="ElementaryWeights"/>, whose gradients are for one backward pass only. Hypergradients by
/// unrolling and by implicit differentiation need second derivatives and therefore this. The tensors belong to the
/// caller's dispose scope.
/// </remarks>
public sealed class TracedWeights : WeightSource
{
    private readonly Tensor?[] slots;

    /// <summary>Wraps weights that are in an autograd graph.</summary>
    /// <param name="layout">The model's layout of P weights.</param>
    /// <param name="values">[S, P], or [P] for one sample.</param>
    /// <exception cref="ArgumentException">The last dimension is not P.</exception>
    public TracedWeights(ElementaryLayout layout, Tensor values)
        : base(layout, values.dim() == 1 ? 1 : (int)values.shape[0])
    {
        if (values.dim() is < 1 or > 2 || values.shape[^1] != layout.WeightCount)
        {
            throw new ArgumentException($"Weights of shape [{string.Join(", ", values.shape)}] were given; the layout has {layout.WeightCount}.", nameof(values));
        }

        Values = values.view(Samples, layout.WeightCount);
        slots = new Tensor?[layout.Slots.Count];
    }

    /// <inheritdoc/>
    public override Tensor Values { get; }

    /// <inheritdoc/>
    public override bool IsTraced => true;

    /// <inheritdoc/>
    public override Tensor this[int slot]
    {
        get
        {
            if (slots[slot] is { } tensor)
            {
                return tensor;
            }

            var place = Layout.Slots[slot];
            long[] shape = Samples == 1 ? place.Shape : [Samples, .. place.Shape];
            return slots[slot] = Values.narrow(1, place.Offset, place.Count).reshape(shape);
        }
    }
}
