using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>
/// A normalisation over the last dimensions of each row (Ba et al., 2016), y = (x − mean)/√(variance + ε) ⊙ weight + bias,
/// whose scales and shifts are slices of the response.
/// </summary>
public sealed class HyperLayerNorm : FeedForwardLayer
{
    private readonly int biasSlot;
    private readonly double epsilon;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the scales, whose shape is that of the dimensions that are normalised over.</param>
    /// <param name="biasSlot">Slot of the shifts, of the same shape.</param>
    /// <param name="epsilon">ε, above 0.</param>
    public HyperLayerNorm(ForwardContext context, int weightSlot, int biasSlot, double epsilon)
        : base(context, weightSlot)
    {
        this.biasSlot = biasSlot;
        this.epsilon = epsilon;
    }

    /// <summary>Sizes of the dimensions that are normalised over: the last ones of the input.</summary>
    public IReadOnlyList<long> Sizes => First.Shape;

    /// <summary>The scales in force, with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The shifts in force, with S in front where there are several samples.</summary>
    public Tensor bias => Context.Weights[biasSlot];

    /// <summary>Normalises each row, and scales and shifts it with the values of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, …, sizes].</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The last dimensions are not the layer's, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        var sizes = First.Shape;
        var shape = input.shape;
        if (shape.Length <= sizes.Length || !shape.AsSpan()[^sizes.Length..].SequenceEqual(sizes))
        {
            throw Mismatch($"[rows, …, {string.Join(", ", sizes)}]", input);
        }

        var output = Context.Samples == 1
            ? torch.nn.functional.layer_norm(input, sizes, weight, bias, epsilon)
            : SampleAffine.Apply(torch.nn.functional.layer_norm(input, sizes, eps: epsilon), weight, bias, Context.Samples, shape.Length - sizes.Length);
        return Observe(input, output);
    }
}
