using Hyper.Runtime.Layers;
using Hyper.Runtime.Layers.Context;

namespace Hyper.Runtime.Passes;

/// <summary>
/// A part of a compiled pass that autograd differentiates by itself, while the rest of the pass is written out: what the
/// compiler cannot differentiate costs a graph of its own, and no more. Compiled passes make these.
/// </summary>
/// <remarks>
/// Only what the part lists is traced: its inputs, and the weights of its layers. All else that it computes from, such as labels,
/// noise, or values that no weight went into, is a constant to it. A penalty that is computed in a part, whatever is made of it,
/// has its gradient added to that of the weights as elsewhere.
/// </remarks>
public sealed class AutogradPart
{
    private readonly Tensor[] inputs;
    private readonly Tensor[] traced;
    private readonly LayerLeaves leaves;
    private readonly PenaltyTerm[] penalties;
    private bool isSpent;

    private AutogradPart(Tensor[] inputs, Tensor[] traced, LayerLeaves leaves, PenaltyTerm[] penalties)
    {
        this.inputs = inputs;
        this.traced = traced;
        this.leaves = leaves;
        this.penalties = penalties;
        Outputs = [.. traced.Select(output => output.detach())];
    }

    /// <summary>What the part computed, without the graph.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>Computes a part that no weights take part in.</summary>
    /// <param name="inputs">What gradients go on to: tensors of floating point that weights have gone into, of any shape.</param>
    /// <param name="compute">Takes the inputs, which it does not change, and gives the outputs.</param>
    public static AutogradPart Of(Tensor[] inputs, Func<Tensor[], Tensor[]> compute) => Of(inputs, [], compute);

    /// <summary>Computes a part that weights take part in.</summary>
    /// <param name="inputs">What gradients go on to: tensors of floating point that weights have gone into, of any shape.</param>
    /// <param name="layers">The layers that the part applies.</param>
    /// <param name="compute">Takes the inputs, which it does not change, and gives the outputs.</param>
    public static AutogradPart Of(Tensor[] inputs, HyperLayer[] layers, Func<Tensor[], Tensor[]> compute)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(compute);
        using var enabled = torch.enable_grad();
        Tensor[] separate = [.. inputs.Select(input => input.detach().requires_grad_())];
        var context = layers.Length > 0 ? layers[0].Context : null;
        var before = context?.PenaltyCount ?? 0;
        var outputs = compute(separate);
        return new AutogradPart(separate, outputs, new LayerLeaves([.. layers.Distinct()]), context?.PenaltiesFrom(before) ?? []);
    }

    /// <summary>Takes the gradients of the outputs back to the inputs, and adds to those of the layers' weights in force. Once.</summary>
    /// <param name="gradients">
    /// Of each output, of its shape and type; null where none comes back to it. What is given for an output that depends on nothing
    /// traced is ignored.
    /// </param>
    /// <returns>The gradient of each input, of its shape: zeros where none comes back to it.</returns>
    /// <exception cref="ArgumentException">There are not as many gradients as outputs, or one has another shape or type.</exception>
    /// <exception cref="InvalidOperationException">The gradients have been taken before: the graph is gone.</exception>
    public Tensor[] PullBack(Tensor?[] gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var (outputs, given) = Received(gradients);
        if (outputs.Count == 0 || leaves.Count + penalties.Length + inputs.Length == 0)
        {
            return [.. inputs.Select(input => torch.zeros_like(input))];
        }

        // Autograd does not survive to be asked twice: it ends the process.
        if (isSpent)
        {
            throw new InvalidOperationException("A part of a pass gives its gradients once.");
        }

        isSpent = true;
        Tensor?[] back = [.. torch.autograd.grad(outputs, [.. leaves.Tensors, .. penalties.Select(penalty => penalty.Value), .. inputs], given, allow_unused: true).Select(OrNone)];
        leaves.Write(back, accumulate: true);
        for (var i = 0; i < penalties.Length; i++)
        {
            penalties[i].AddGradientTo(leaves.Gradient, back[leaves.Count + i]);
        }

        return [.. back.Skip(leaves.Count + penalties.Length).Select((gradient, i) => gradient ?? torch.zeros_like(inputs[i]))];
    }

    // For what nothing depends on the library gives a tensor that is none.
    private static Tensor? OrNone(Tensor gradient) => gradient.IsInvalid ? null : gradient;

    // The outputs that a gradient comes back to and goes on from.
    private (IList<Tensor> Outputs, IList<Tensor> Gradients) Received(Tensor?[] gradients)
    {
        if (gradients.Length != traced.Length)
        {
            throw new ArgumentException($"A part with {traced.Length} outputs was given {gradients.Length} gradients.", nameof(gradients));
        }

        var (outputs, given) = (new List<Tensor>(), new List<Tensor>());
        for (var i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } gradient || !traced[i].requires_grad)
            {
                continue;
            }

            // Autograd would end the process.
            if (gradient.dtype != traced[i].dtype || !gradient.shape.AsSpan().SequenceEqual(traced[i].shape))
            {
                throw new ArgumentException(
                    $"The gradient of output {i} is {gradient.dtype}, [{string.Join(", ", gradient.shape)}]; the output is {traced[i].dtype}, [{string.Join(", ", traced[i].shape)}].", nameof(gradients));
            }

            outputs.Add(traced[i]);
            given.Add(gradient);
        }

        return (outputs, given);
    }
}
