using Hyper.Runtime.Host;

namespace Hyper.Runtime.Layers.Weights;

/// <summary>
/// The elementary weights of S hyperparameter samples, with their gradients: persistent buffers that a response is
/// written to and that layers read without a copy.
/// </summary>
/// <remarks>
/// Each weight tensor is an autograd leaf that shares the storage of <see cref="Values"/>, so that autograd sees the
/// user's own code only. Its gradient lands in a buffer prepared for it; with one sample that buffer is
/// <see cref="Gradient"/> itself.
/// </remarks>
public sealed class ElementaryWeights : WeightSource, IDisposable
{
    private readonly Tensor[] leaves;
    private readonly Tensor?[] leafGradients;
    private readonly Tensor[] gradientColumns;
    private Tensor? leafGradientBuffer;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="layout">The model's layout of P weights.</param>
    /// <param name="samples">S, at least 1.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="device">Where the buffers live.</param>
    public ElementaryWeights(ElementaryLayout layout, int samples, ScalarType type, Device device)
        : base(layout, samples)
    {
        using var scope = torch.NewDisposeScope();
        Values = torch.zeros(samples, layout.WeightCount, dtype: type, device: device).DetachFromDisposeScope();
        Gradient = torch.zeros(samples, layout.WeightCount, dtype: type, device: device).DetachFromDisposeScope();

        IsOnHost = device.type == DeviceType.CPU;
        if (IsOnHost)
        {
            // Asked for once: each question allocates.
            ValuesAddress = TensorMemory.Address(Values);
            GradientAddress = TensorMemory.Address(Gradient);
        }

        leaves = new Tensor[layout.Slots.Count];
        leafGradients = new Tensor?[layout.Slots.Count];
        gradientColumns = new Tensor[layout.Slots.Count];
        for (var i = 0; i < leaves.Length; i++)
        {
            var slot = layout.Slots[i];
            long[] shape = samples == 1 ? slot.Shape : [samples, .. slot.Shape];
            leaves[i] = Values.narrow(1, slot.Offset, slot.Count).view(shape).detach().requires_grad_().DetachFromDisposeScope();
            gradientColumns[i] = Gradient.narrow(1, slot.Offset, slot.Count).view(shape).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    public override Tensor Values { get; }

    /// <inheritdoc/>
    public override bool IsTraced => false;

    /// <summary>The gradient of the last backward pass, [S, P].</summary>
    public Tensor Gradient { get; }

    /// <inheritdoc/>
    public override Tensor this[int slot] => leaves[slot];

    /// <summary>Whether the buffers are host memory.</summary>
    internal bool IsOnHost { get; }

    /// <summary>The address of <see cref="Values"/>, where they are host memory.</summary>
    internal nint ValuesAddress { get; }

    /// <summary>The address of <see cref="Gradient"/>, where it is host memory.</summary>
    internal nint GradientAddress { get; }

    /// <summary>Where the gradient of a weight tensor goes: a view of <see cref="Gradient"/>, of the tensor's own shape.</summary>
    /// <param name="slot">Index of the slot in the layout.</param>
    internal Tensor GradientOf(int slot) => gradientColumns[slot];

    /// <summary>Runs the backward pass of a loss and leaves its gradient in <see cref="Gradient"/>.</summary>
    /// <param name="loss">A scalar computed from the weight tensors.</param>
    public void Backward(Tensor loss)
    {
        leafGradientBuffer ??= PrepareLeafGradients();
        leafGradientBuffer.zero_();
        if (loss.requires_grad)
        {
            loss.backward();
        }

        if (Samples > 1)
        {
            for (var i = 0; i < leafGradients.Length; i++)
            {
                gradientColumns[i].copy_(leafGradients[i]!);
            }
        }
    }

    /// <summary>Gives up what a backward pass needs beside <see cref="Gradient"/>; the next one prepares it again.</summary>
    internal void ReleaseLeafGradients()
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i].grad = null;
            leafGradients[i]?.Dispose();
            leafGradients[i] = null;
        }

        if (leafGradientBuffer != (object)Gradient)
        {
            leafGradientBuffer?.Dispose();
        }

        leafGradientBuffer = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in (Tensor?[])[.. leaves, .. leafGradients, .. gradientColumns, leafGradientBuffer, Gradient, Values])
        {
            tensor?.Dispose();
        }
    }

    // Where a first backward pass needs it: compiled passes write to Gradient themselves.
    private Tensor PrepareLeafGradients()
    {
        using var scope = torch.NewDisposeScope();

        // A gradient must be laid out densely, which the columns of an [S, P] buffer are only for S = 1; for more
        // samples each tensor has a dense block of its own, gathered into Gradient after the backward pass.
        var buffer = Samples == 1 ? Gradient : torch.zeros_like(Gradient).DetachFromDisposeScope();
        for (var i = 0; i < leaves.Length; i++)
        {
            var slot = Layout.Slots[i];
            var gradient = buffer.view(-1).narrow(0, Samples * slot.Offset, Samples * slot.Count).view(leaves[i].shape).DetachFromDisposeScope();
            leafGradients[i] = gradient;
            leaves[i].grad = gradient;
        }

        return buffer;
    }
}
