namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperConv1d</c>: a convolution over one dimension, <c>[rows, inputs, length]</c> to
/// <c>[rows, outputs, length']</c>, whose weights come from the hypernetwork.
/// </summary>
/// <example><code>[Conv1d(4, 8, kernel: 3, Padding = 1)] public partial HyperConv1d Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class Conv1dAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="inputs">Channels that come in: at least 1.</param>
    /// <param name="outputs">Channels that go out, the layer's units: at least 1.</param>
    /// <param name="kernel">Length of the kernel: at least 1.</param>
    public Conv1dAttribute(int inputs, int outputs, int kernel)
    {
        Inputs = inputs;
        Outputs = outputs;
        Kernel = kernel;
    }

    /// <summary>Channels that come in.</summary>
    public int Inputs { get; }

    /// <summary>Channels that go out.</summary>
    public int Outputs { get; }

    /// <summary>Length of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>Elements from one place of the kernel to the next: at least 1. 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros added on each side: at least 0. 0 by default.</summary>
    public int Padding { get; set; }

    /// <summary>Elements from one element of the kernel to the next: at least 1. 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Groups that inputs and outputs are divided into; it divides both. 1 by default.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether each output channel has a bias. <see langword="true"/> by default.</summary>
    public bool Bias { get; set; } = true;
}
