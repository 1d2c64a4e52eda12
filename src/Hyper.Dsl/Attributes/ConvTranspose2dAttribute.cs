namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperConvTranspose2d</c>: a transposed convolution over height and width,
/// <c>[rows, inputs, height, width]</c> to <c>[rows, outputs, height', width']</c>, whose weights come from the hypernetwork.
/// </summary>
/// <example><code>[ConvTranspose2d(16, 1, kernel: 4, Stride = 2)] public partial HyperConvTranspose2d Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ConvTranspose2dAttribute : LayerAttribute
{
    /// <summary>Describes a layer with a square kernel.</summary>
    /// <param name="inputs">Channels that come in: at least 1.</param>
    /// <param name="outputs">Channels that go out, the layer's units: at least 1.</param>
    /// <param name="kernel">Height and width of the kernel: at least 1.</param>
    public ConvTranspose2dAttribute(int inputs, int outputs, int kernel)
        : this(inputs, outputs, kernel, kernel)
    {
    }

    /// <summary>Describes a layer with a rectangular kernel.</summary>
    /// <param name="inputs">Channels that come in: at least 1.</param>
    /// <param name="outputs">Channels that go out, the layer's units: at least 1.</param>
    /// <param name="kernelHeight">Height of the kernel: at least 1.</param>
    /// <param name="kernelWidth">Width of the kernel: at least 1.</param>
    public ConvTranspose2dAttribute(int inputs, int outputs, int kernelHeight, int kernelWidth)
    {
        Inputs = inputs;
        Outputs = outputs;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>Channels that come in.</summary>
    public int Inputs { get; }

    /// <summary>Channels that go out.</summary>
    public int Outputs { get; }

    /// <summary>Height of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Width of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Elements of the output from one place of the kernel to the next: at least 1. 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The stride along the width, where it is another one; that of the height by default.</summary>
    public int StrideWidth { get; set; }

    /// <summary>Elements cut off on each side of the output: at least 0. 0 by default.</summary>
    public int Padding { get; set; }

    /// <summary>The padding along the width, where it is another one; that of the height by default.</summary>
    public int PaddingWidth { get; set; }

    /// <summary>
    /// Elements added at the bottom and on the right of the output: from 0 to below the stride or the dilation. 0 by default.
    /// </summary>
    public int OutputPadding { get; set; }

    /// <summary>The output padding along the width, where it is another one; that of the height by default.</summary>
    public int OutputPaddingWidth { get; set; }

    /// <summary>Elements from one element of the kernel to the next: at least 1. 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The dilation along the width, where it is another one; that of the height by default.</summary>
    public int DilationWidth { get; set; }

    /// <summary>Groups that inputs and outputs are divided into; it divides both. 1 by default.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether each output channel has a bias. <see langword="true"/> by default.</summary>
    public bool Bias { get; set; } = true;
}
