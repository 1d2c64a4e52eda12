using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>
/// A layer's use as the product of rows with a matrix: what each row of outputs was computed from, and how its outputs
/// become such rows. A weight of two dimensions is that of a linear layer, one of four that of a two-dimensional
/// convolution, whose rows are the patches under the kernel.
/// </summary>
internal sealed class LayerRows
{
    private readonly bool channelsFirst;

    private LayerRows(Tensor inputs, bool channelsFirst)
    {
        Inputs = inputs;
        this.channelsFirst = channelsFirst;
    }

    /// <summary>[rows, inputs].</summary>
    public Tensor Inputs { get; }

    /// <summary>Recognises a use, or gives null: then the layer's curvature is had from products with the Hessian.</summary>
    /// <param name="slot">The weight's place.</param>
    /// <param name="weight">The weight in force.</param>
    /// <param name="bias">The bias in force, or null.</param>
    /// <param name="input">What went in.</param>
    /// <param name="output">What came out.</param>
    public static LayerRows? Of(WeightSlot slot, Tensor weight, Tensor? bias, Tensor input, Tensor output)
    {
        if (slot.UnitAxis != 0 || !input.is_floating_point())
        {
            return null;
        }

        return slot.Shape.Length switch
        {
            2 when input.shape[^1] == slot.Shape[1] && output.shape[^1] == slot.Shape[0]
                && input.NumberOfElements / slot.Shape[1] == output.NumberOfElements / slot.Shape[0] =>
                Products(slot, weight.detach(), bias?.detach(), input.detach(), output.detach()),
            4 when input.dim() == 4 && input.shape[1] == slot.Shape[1] && output.shape[1] == slot.Shape[0] =>
                Patches(slot, weight.detach(), bias?.detach(), input.detach(), output.detach()),
            _ => null,
        };
    }

    /// <summary>Outputs, or signals at them, as rows: [rows, outputs].</summary>
    public Tensor Flatten(Tensor outputs) => channelsFirst
        ? outputs.permute(0, 2, 3, 1).reshape(-1, outputs.shape[1])
        : outputs.reshape(-1, outputs.shape[^1]);

    // Sizes alone do not tell: a normalisation over two dimensions has a square weight, too.
    private static LayerRows? Products(WeightSlot slot, Tensor weight, Tensor? bias, Tensor input, Tensor output)
    {
        var rows = input.reshape(-1, slot.Shape[1]);
        return (bias is null || bias.dim() == 1) && IsMade(rows.mm(weight.t()), bias, output.reshape(-1, slot.Shape[0])) ? new LayerRows(rows, channelsFirst: false) : null;
    }

    private static bool IsMade(Tensor product, Tensor? bias, Tensor output)
    {
        var difference = (bias is null ? product : product.add(bias, Scalars.Of(1))).sub_(output).norm() / output.norm().clamp_min(Scalars.Of(1e-30));
        return difference.to(ScalarType.Float64).item<double>() < 1e-3;
    }

    // Stride, padding and dilation are the layer's own business; the sizes leave few of them possible, and the one that
    // makes the output of the input is the right one.
    private static LayerRows? Patches(WeightSlot slot, Tensor weight, Tensor? bias, Tensor input, Tensor output)
    {
        foreach (var (stride, padding, dilation) in Candidates(slot.Shape, input.shape, output.shape))
        {
            var patches = torch.nn.functional.unfold(
                input, (slot.Shape[2], slot.Shape[3]), dilation: (dilation, dilation), padding: (padding, padding), stride: (stride, stride));
            var rows = patches.transpose(1, 2).reshape(-1, patches.shape[1]);
            if (IsMade(rows.mm(weight.view(slot.Shape[0], -1).t()), bias, output.permute(0, 2, 3, 1).reshape(-1, output.shape[1])))
            {
                return new LayerRows(rows, channelsFirst: true);
            }
        }

        return null;
    }

    private static IEnumerable<(long Stride, long Padding, long Dilation)> Candidates(long[] kernel, long[] input, long[] output)
    {
        for (long dilation = 1; dilation <= 3; dilation++)
        {
            for (long stride = 1; stride <= Math.Max(4, kernel[2]); stride++)
            {
                for (long padding = 0; padding <= dilation * kernel[2]; padding++)
                {
                    if (Fits(2, dilation, stride, padding) && Fits(3, dilation, stride, padding))
                    {
                        yield return (stride, padding, dilation);
                    }
                }
            }
        }

        bool Fits(int axis, long dilation, long stride, long padding)
        {
            var room = input[axis] + (2 * padding) - (dilation * (kernel[axis] - 1)) - 1;
            return room >= 0 && (room / stride) + 1 == output[axis];
        }
    }
}
