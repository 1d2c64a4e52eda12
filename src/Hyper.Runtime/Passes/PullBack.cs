namespace Hyper.Runtime.Passes;

/// <summary>
/// Takes a gradient from what an operation gives back to what it takes: the transposed derivative applied to a vector.
/// Compiled passes call these; each has the arguments that its formula needs and returns a tensor of the input's shape.
/// </summary>
public static class PullBack
{
    /// <summary>Through y = max(x, 0).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Relu(Tensor gradient, Tensor output) => gradient * output.sign();

    /// <summary>Through y = tanh x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Tanh(Tensor gradient, Tensor output) => gradient * (Scalars.Of(1) - output.square());

    /// <summary>Through y = 1/(1 + exp(−x)).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Sigmoid(Tensor gradient, Tensor output) => gradient * output * (Scalars.Of(1) - output);

    /// <summary>Through y = exp x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Exp(Tensor gradient, Tensor output) => gradient * output;

    /// <summary>Through y = x².</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Square(Tensor gradient, Tensor input) => gradient * input * Scalars.Of(2);

    /// <summary>Through y = |x|; zero at zero.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Abs(Tensor gradient, Tensor input) => gradient * input.sign();

    /// <summary>Through a change of shape.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Reshape(Tensor gradient, Tensor input) => gradient.reshape(input.shape);

    /// <summary>Through a sum over one dimension.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="dimension">What was summed over, from 0.</param>
    public static Tensor SumOver(Tensor gradient, Tensor input, int dimension) => gradient.unsqueeze(dimension).expand_as(input);

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
}
