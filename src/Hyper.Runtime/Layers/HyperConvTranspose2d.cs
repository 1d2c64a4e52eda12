using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>A transposed convolution over height and width, whose weights are a slice of the response.</summary>
public sealed class HyperConvTranspose2d : FeedForwardLayer
{
    private readonly int biasSlot;
    private readonly SampleConvolution.Convolve convolve;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the weight, [inputs, outputs/groups, kernel height, kernel width].</param>
    /// <param name="biasSlot">Slot of the bias, [outputs]; −1 for none.</param>
    /// <param name="stride">Elements of the output from one place of the kernel to the next.</param>
    /// <param name="padding">Elements cut off on each side of the output.</param>
    /// <param name="outputPadding">Elements added at the bottom and on the right of the output.</param>
    /// <param name="dilation">Elements from one element of the kernel to the next.</param>
    /// <param name="groups">Groups that inputs and outputs are divided into.</param>
    public HyperConvTranspose2d(
        ForwardContext context,
        int weightSlot,
        int biasSlot,
        (int Height, int Width) stride,
        (int Height, int Width) padding,
        (int Height, int Width) outputPadding,
        (int Height, int Width) dilation,
        int groups)
        : base(context, weightSlot)
    {
        this.biasSlot = biasSlot;
        Stride = stride;
        Padding = padding;
        OutputPadding = outputPadding;
        Dilation = dilation;
        Groups = groups;
        long[] strides = [stride.Height, stride.Width];
        long[] paddings = [padding.Height, padding.Width];
        long[] outputPaddings = [outputPadding.Height, outputPadding.Width];
        long[] dilations = [dilation.Height, dilation.Width];
        convolve = (input, weight, bias, groups) =>
            torch.nn.functional.conv_transpose2d(input, weight, bias, strides, paddings, outputPaddings, dilations, groups);
    }

    /// <summary>Channels that come in.</summary>
    public int Inputs => (int)First.Shape[0];

    /// <summary>Channels that go out.</summary>
    public int Outputs => (int)First.Shape[1] * Groups;

    /// <summary>Size of the kernel.</summary>
    public (int Height, int Width) Kernel => ((int)First.Shape[2], (int)First.Shape[3]);

    /// <summary>Elements of the output from one place of the kernel to the next.</summary>
    public (int Height, int Width) Stride { get; }

    /// <summary>Elements cut off on each side of the output.</summary>
    public (int Height, int Width) Padding { get; }

    /// <summary>Elements added at the bottom and on the right of the output.</summary>
    public (int Height, int Width) OutputPadding { get; }

    /// <summary>Elements from one element of the kernel to the next.</summary>
    public (int Height, int Width) Dilation { get; }

    /// <summary>Groups that inputs and outputs are divided into.</summary>
    public int Groups { get; }

    /// <summary>The weight in force: [inputs, outputs/groups, height, width], with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The bias in force: [outputs], with S in front where there are several samples; null without bias.</summary>
    public Tensor? bias => InForce(biasSlot);

    /// <summary>Applies the layer to each row, with the weights of the sample that the row belongs to.</summary>
    /// <param name="input">[rows, inputs, height, width].</param>
    /// <returns>[rows, outputs, height', width'], where x' = (x − 1)·stride − 2·padding + dilation·(kernel − 1) + output padding + 1.</returns>
    /// <exception cref="HyperDslException">The input has another shape, nothing is left of the output, or there are fewer rows than samples.</exception>
    public override Tensor forward(Tensor input)
    {
        var shape = input.shape;
        if (shape.Length != 4 || shape[1] != Inputs)
        {
            throw Mismatch($"[rows, {Inputs}, height, width]", input);
        }

        var height = Size(shape[2], Stride.Height, Padding.Height, Dilation.Height, Kernel.Height, OutputPadding.Height);
        var width = Size(shape[3], Stride.Width, Padding.Width, Dilation.Width, Kernel.Width, OutputPadding.Width);
        if (height < 1 || width < 1)
        {
            throw Mismatch($"inputs of which its padding of {Padding.Height} × {Padding.Width} leaves something", input);
        }

        return Observe(input, SampleConvolution.Apply(input, weight, bias, Context.Samples, Groups, convolve));
    }

    private static long Size(long input, int stride, int padding, int dilation, int kernel, int outputPadding) =>
        ((input - 1) * stride) - (2L * padding) + ((long)dilation * (kernel - 1)) + outputPadding + 1;
}
