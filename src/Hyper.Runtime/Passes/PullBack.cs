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

    /// <summary>Through y = x·s with s = 1/(1 + exp(−x)): s·(1 + x·(1 − s)) times the gradient.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Silu(Tensor gradient, Tensor input)
    {
        var s = input.sigmoid();
        return gradient * s * (Scalars.Of(1) + (input * (Scalars.Of(1) - s)));
    }

    /// <summary>Through y = x·Φ(x), Φ the normal distribution: Φ(x) + x·φ(x) times the gradient.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Gelu(Tensor gradient, Tensor input)
    {
        var cumulative = (Scalars.Of(1) + (input * Scalars.Of(Math.Sqrt(0.5))).erf()) * Scalars.Of(0.5);
        var density = (input.square() * Scalars.Of(-0.5)).exp() * Scalars.Of(1 / Math.Sqrt(2 * Math.PI));
        return gradient * (cumulative + (input * density));
    }

    /// <summary>Through y = log(1 + exp x), which the library takes as x above 20.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Softplus(Tensor gradient, Tensor input) =>
        torch.where(input.gt(Scalars.Of(20)), gradient, gradient * input.sigmoid());

    /// <summary>Through y = x above zero, c·x else.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="slope">c.</param>
    public static Tensor LeakyRelu(Tensor gradient, Tensor input, double slope) =>
        torch.where(input.gt(Scalars.Of(0)), gradient, gradient * Scalars.Of(slope));

    /// <summary>Through y = x above zero, c·(exp x − 1) else.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="alpha">c.</param>
    public static Tensor Elu(Tensor gradient, Tensor input, double alpha) =>
        torch.where(input.gt(Scalars.Of(0)), gradient, gradient * input.exp() * Scalars.Of(alpha));

    /// <summary>Through the means of an image's windows, without padding.</summary>
    /// <param name="gradient">Of the means, [rows, channels, …].</param>
    /// <param name="input">The images, [rows, channels, height, width].</param>
    /// <param name="kernel">Height and width of a window.</param>
    /// <param name="stride">Elements from one window to the next.</param>
    public static Tensor AveragePool(Tensor gradient, Tensor input, int kernel, int stride) =>
        torch.nn.functional.avg_pool2d_backward(gradient, input, [kernel, kernel], [stride, stride], [0, 0]);

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
