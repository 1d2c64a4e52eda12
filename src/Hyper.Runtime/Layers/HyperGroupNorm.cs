using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>
/// A normalisation of each row's channels in groups (Wu and He, 2018), whose scales and shifts are slices of the response.
/// </summary>
public sealed class HyperGroupNorm : FeedForwardLayer
{
    private readonly int biasSlot;
    private readonly double epsilon;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the scales, [channels].</param>
    /// <param name="biasSlot">Slot of the shifts, [channels].</param>
    /// <param name="groups">Groups of channels, each normalised by itself; it divides the channels.</param>
    /// <param name="epsilon">What is added to the variance, above 0.</param>
    public HyperGroupNorm(ForwardContext context, int weightSlot, int biasSlot, int groups, double epsilon)
        : base(context, weightSlot)
    {
        this.biasSlot = biasSlot;
        this.epsilon = epsilon;
        Groups = groups;
    }

    /// <summary>Channels.</summary>
    public int Channels => (int)First.Shape[0];

    /// <summary>Groups of channels.</summary>
    public int Groups { get; }

    /// <summary>The scales in force: [channels], with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The shifts in force: [channels], with S in front where there are several samples.</summary>
    public Tensor bias => Context.Weights[biasSlot];

    /// <summary>Normalises each row, and scales and shifts it with the values of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, channels, …].</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The second dimension is not the layer's channels, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() < 2 || input.shape[1] != Channels)
        {
            throw Mismatch($"[rows, {Channels}, …]", input);
        }

        var output = Context.Samples == 1
            ? torch.nn.functional.group_norm(input, Groups, weight, bias, epsilon)
            : SampleAffine.Apply(torch.nn.functional.group_norm(input, Groups, eps: epsilon), weight, bias, Context.Samples, axis: 1);
        return Observe(input, output);
    }
}
