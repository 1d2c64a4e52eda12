using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>A convolution over time or another one dimension, whose weights are a slice of the response.</summary>
public sealed class HyperConv1d : FeedForwardLayer
{
    private readonly int biasSlot;
    private readonly SampleConvolution.Convolve convolve;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the weight, [outputs, inputs/groups, kernel].</param>
    /// <param name="biasSlot">Slot of the bias, [outputs]; −1 for none.</param>
    /// <param name="stride">Elements from one place of the kernel to the next.</param>
    /// <param name="padding">Zeros added on each side.</param>
    /// <param name="dilation">Elements from one element of the kernel to the next.</param>
    /// <param name="groups">Groups that inputs and outputs are divided into.</param>
    public HyperConv1d(ForwardContext context, int weightSlot, int biasSlot, int stride, int padding, int dilation, int groups)
        : base(context, weightSlot)
    {
        this.biasSlot = biasSlot;
        Stride = stride;
        Padding = padding;
        Dilation = dilation;
        Groups = groups;
        convolve = (input, weight, bias, groups) => torch.nn.functional.conv1d(input, weight, bias, stride, padding, dilation, groups);
    }

    /// <summary>Channels that come in.</summary>
    public int Inputs => (int)First.Shape[1] * Groups;

    /// <summary>Channels that go out.</summary>
    public int Outputs => (int)First.Shape[0];

    /// <summary>Size of the kernel.</summary>
    public int Kernel => (int)First.Shape[2];

    /// <summary>Elements from one place of the kernel to the next.</summary>
    public int Stride { get; }

    /// <summary>Zeros added on each side.</summary>
    public int Padding { get; }

    /// <summary>Elements from one element of the kernel to the next.</summary>
    public int Dilation { get; }

    /// <summary>Groups that inputs and outputs are divided into.</summary>
    public int Groups { get; }

    /// <summary>The weight in force: [outputs, inputs/groups, kernel], with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The bias in force: [outputs], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias => InForce(biasSlot);

    /// <summary>Applies the layer to each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, inputs, length].</param>
    /// <returns>[rows, outputs, length'], where x' = ⌊(x + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1.</returns>
    /// <exception cref="HyperDslException">The input has another shape or is shorter than the kernel, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        var shape = input.shape;
        if (shape.Length != 3 || shape[1] != Inputs)
        {
            throw Mismatch($"[rows, {Inputs}, length]", input);
        }

        var reach = Math.Max(1, ((long)Dilation * (Kernel - 1)) + 1 - (2L * Padding));
        if (shape[2] < reach)
        {
            throw Mismatch($"at least {reach} elements a channel for its kernel of {Kernel}", input);
        }

        return Observe(input, SampleConvolution.Apply(input, weight, bias, Context.Samples, Groups, convolve));
    }
}
