using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>A convolution over height and width, whose weights are a slice of the response.</summary>
public sealed class HyperConv2d : FeedForwardLayer
{
    private readonly int biasSlot;
    private readonly SampleConvolution.Convolve convolve;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the weight, [outputs, inputs/groups, kernel height, kernel width].</param>
    /// <param name="biasSlot">Slot of the bias, [outputs]; −1 for none.</param>
    /// <param name="stride">Elements from one place of the kernel to the next.</param>
    /// <param name="padding">Zeros added on each side.</param>
    /// <param name="dilation">Elements from one element of the kernel to the next.</param>
    /// <param name="groups">Groups that inputs and outputs are divided into.</param>
    public HyperConv2d(
        ForwardContext context, int weightSlot, int biasSlot, (int Height, int Width) stride, (int Height, int Width) padding, (int Height, int Width) dilation, int groups)
        : base(context, weightSlot)
    {
        this.biasSlot = biasSlot;
        Stride = stride;
        Padding = padding;
        Dilation = dilation;
        Groups = groups;
        long[] strides = [stride.Height, stride.Width];
        long[] paddings = [padding.Height, padding.Width];
        long[] dilations = [dilation.Height, dilation.Width];
        convolve = (input, weight, bias, groups) => torch.nn.functional.conv2d(input, weight, bias, strides, paddings, dilations, groups);
    }

    /// <summary>Channels that come in.</summary>
    public int Inputs => (int)First.Shape[1] * Groups;

    /// <summary>Channels that go out.</summary>
    public int Outputs => (int)First.Shape[0];

    /// <summary>Size of the kernel.</summary>
    public (int Height, int Width) Kernel => ((int)First.Shape[2], (int)First.Shape[3]);

    /// <summary>Elements from one place of the kernel to the next.</summary>
    public (int Height, int Width) Stride { get; }

    /// <summary>Zeros added on each side.</summary>
    public (int Height, int Width) Padding { get; }

    /// <summary>Elements from one element of the kernel to the next.</summary>
    public (int Height, int Width) Dilation { get; }

    /// <summary>Groups that inputs and outputs are divided into.</summary>
    public int Groups { get; }

    /// <summary>The weight in force: [outputs, inputs/groups, height, width], with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The bias in force: [outputs], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias => InForce(biasSlot);

    /// <summary>Applies the layer to each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, inputs, height, width].</param>
    /// <returns>[rows, outputs, height', width'], where x' = ⌊(x + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1.</returns>
    /// <exception cref="HyperDslException">The input has another shape or is smaller than the kernel, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        var shape = input.shape;
        if (shape.Length != 4 || shape[1] != Inputs)
        {
            throw Mismatch($"[rows, {Inputs}, height, width]", input);
        }

        var height = Reach(Kernel.Height, Dilation.Height, Padding.Height);
        var width = Reach(Kernel.Width, Dilation.Width, Padding.Width);
        if (shape[2] < height || shape[3] < width)
        {
            throw Mismatch($"at least {height} × {width} elements a channel for its kernel of {Kernel.Height} × {Kernel.Width}", input);
        }

        return Observe(input, SampleConvolution.Apply(input, weight, bias, Context.Samples, Groups, convolve));
    }

    // The smallest input that the kernel fits into.
    private static long Reach(int kernel, int dilation, int padding) => Math.Max(1, ((long)dilation * (kernel - 1)) + 1 - (2L * padding));
}
