namespace Hyper.Runtime.Passes;

/// <content>Operations that move, repeat, choose or add up elements.</content>
public static partial class PullBack
{
    /// <summary>Through a change of shape: a view, or dimensions of one that come or go.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Reshape(Tensor gradient, Tensor input) => gradient.reshape(input.shape);

    /// <summary>Through an operation that repeats an operand until it has the other one's shape: sums what was repeated.</summary>
    /// <param name="gradient">Of what the operand, repeated, contributes to.</param>
    /// <param name="operand">The operand.</param>
    public static Tensor Broadcast(Tensor gradient, Tensor operand)
    {
        var (from, to) = (gradient.shape, operand.shape);
        if (from.AsSpan().SequenceEqual(to))
        {
            return gradient;
        }

        var missing = from.Length - to.Length;
        var repeated = Enumerable.Range(0, from.Length).Where(i => i < missing || (to[i - missing] == 1 && from[i] != 1)).Select(i => (long)i).ToArray();
        return gradient.sum(repeated, keepdim: true).reshape(to);
    }

    /// <summary>Through a sum over one dimension.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="dimension">What was summed over.</param>
    public static Tensor SumOver(Tensor gradient, Tensor input, int dimension) => SumOver(gradient, input, [dimension], keepDimensions: false);

    /// <summary>Through a sum over some dimensions.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="dimensions">What was summed over; none for all.</param>
    /// <param name="keepDimensions">Whether they are there in y, each of size one.</param>
    public static Tensor SumOver(Tensor gradient, Tensor input, long[] dimensions, bool keepDimensions)
    {
        if (!keepDimensions)
        {
            var kept = input.shape;
            foreach (var dimension in Summed(input, dimensions))
            {
                kept[dimension] = 1;
            }

            gradient = gradient.reshape(kept);
        }

        return gradient.expand_as(input);
    }

    /// <summary>Through a mean over some dimensions.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="dimensions">What the mean was taken over; none for all.</param>
    /// <param name="keepDimensions">Whether they are there in y, each of size one.</param>
    public static Tensor MeanOver(Tensor gradient, Tensor input, long[] dimensions, bool keepDimensions)
    {
        var count = Summed(input, dimensions).Aggregate(1L, (product, dimension) => product * input.size(dimension));
        return SumOver(gradient * Scalars.Of(1.0 / count), input, dimensions, keepDimensions);
    }

    /// <summary>Through y = x[…, index, …], which has a dimension less.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="dimension">Where the index stands.</param>
    /// <param name="index">The index; from the end where it is negative.</param>
    public static Tensor Select(Tensor gradient, Tensor input, long dimension, long index)
    {
        var back = Nothing(gradient, input);
        back.select(dimension, index).copy_(gradient);
        return back;
    }

    /// <summary>Through y = x[…, start..(start + length), …].</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="dimension">Where the range stands.</param>
    /// <param name="start">The first index; from the end where it is negative.</param>
    /// <param name="length">How many there are.</param>
    public static Tensor Narrow(Tensor gradient, Tensor input, long dimension, long start, long length)
    {
        var back = Nothing(gradient, input);
        back.narrow(dimension, start, length).copy_(gradient);
        return back;
    }

    /// <summary>Through tensors put one after another along a dimension.</summary>
    /// <param name="gradient">Of the whole.</param>
    /// <param name="dimension">The dimension.</param>
    /// <param name="sizes">How long each tensor is there.</param>
    /// <returns>The gradient of each tensor.</returns>
    public static Tensor[] Concatenate(Tensor gradient, long dimension, params long[] sizes) => gradient.split(sizes, dimension);

    /// <summary>Through tensors of one shape stacked along a new dimension.</summary>
    /// <param name="gradient">Of the stack.</param>
    /// <param name="dimension">The new dimension, counted in the stack.</param>
    /// <returns>The gradient of each tensor.</returns>
    public static Tensor[] Stack(Tensor gradient, long dimension) => gradient.unbind((int)dimension);

    /// <summary>Through two dimensions exchanged.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    public static Tensor Transpose(Tensor gradient, long first, long second) => gradient.transpose(first, second);

    /// <summary>Through dimensions put in another order.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="order">For each dimension of y, which one of x it was.</param>
    public static Tensor Permute(Tensor gradient, params long[] order)
    {
        var back = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            back[FromStart(order[i], order.Length)] = i;
        }

        return gradient.permute(back);
    }

    private static IEnumerable<int> Summed(Tensor input, long[] dimensions)
    {
        var rank = (int)input.dim();
        return dimensions.Length == 0 ? Enumerable.Range(0, rank) : dimensions.Select(dimension => (int)FromStart(dimension, rank));
    }

    private static long FromStart(long dimension, int rank) => dimension < 0 ? dimension + rank : dimension;

    // Dense, whatever the input is: what is written is a view of it.
    private static Tensor Nothing(Tensor gradient, Tensor input) => torch.zeros(input.shape, dtype: gradient.dtype, device: gradient.device);
}
