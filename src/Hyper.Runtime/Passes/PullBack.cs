namespace Hyper.Runtime.Passes;

/// <summary>
/// Takes a gradient from what an operation gives back to what it takes: the transposed derivative applied to a vector.
/// Compiled passes call these; each has the arguments that its formula needs and returns a tensor of the input's shape.
/// </summary>
/// <remarks>
/// Dimensions may be counted from the end, as negative numbers. Sums are written with their factor, <c>a.add(b, Scalars.Of(1))</c>:
/// the operator makes one of its own, which nothing keeps alive during the native call.
/// </remarks>
public static partial class PullBack
{
    /// <summary>Through y = max(x, 0).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Relu(Tensor gradient, Tensor output) => gradient * output.sign();

    /// <summary>Through y = tanh x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Tanh(Tensor gradient, Tensor output) => gradient * OneLess(output.pow(Scalars.Of(2)));

    /// <summary>Through y = 1/(1 + exp(−x)).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Sigmoid(Tensor gradient, Tensor output) => gradient * output * OneLess(output);

    /// <summary>Through y = −log(1 + exp(−x)).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor LogSigmoid(Tensor gradient, Tensor input) => gradient * input.neg().sigmoid();

    /// <summary>Through y = x·s with s = 1/(1 + exp(−x)): s·(1 + x·(1 − s)) times the gradient.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Silu(Tensor gradient, Tensor input)
    {
        var s = input.sigmoid();
        return gradient * s * OneMore(input * OneLess(s));
    }

    /// <summary>Through y = x·Φ(x), Φ the normal distribution: Φ(x) + x·φ(x) times the gradient.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Gelu(Tensor gradient, Tensor input)
    {
        var cumulative = OneMore((input * Scalars.Of(Math.Sqrt(0.5))).erf()) * Scalars.Of(0.5);
        var density = (input.pow(Scalars.Of(2)) * Scalars.Of(-0.5)).exp() * Scalars.Of(1 / Math.Sqrt(2 * Math.PI));
        return gradient * cumulative.add(input * density, Scalars.Of(1));
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

    /// <summary>Through y = exp x/Σ exp x along a dimension: y⊙(g − Σ g⊙y).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    /// <param name="dimension">What the sum runs over.</param>
    public static Tensor Softmax(Tensor gradient, Tensor output, long dimension)
    {
        var weighted = gradient * output;
        return weighted.add(output * weighted.sum(dimension, keepdim: true), Scalars.Of(-1));
    }

    /// <summary>Through y = x − log Σ exp x along a dimension: g − exp y·Σ g.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    /// <param name="dimension">What the sum runs over.</param>
    public static Tensor LogSoftmax(Tensor gradient, Tensor output, long dimension) =>
        gradient.add(output.exp() * gradient.sum(dimension, keepdim: true), Scalars.Of(-1));

    /// <summary>Through the means of an image's windows, without padding.</summary>
    /// <param name="gradient">Of the means, [rows, channels, …], or [channels, …] of one image.</param>
    /// <param name="input">The images, [rows, channels, height, width], or [channels, height, width].</param>
    /// <param name="kernel">Height and width of a window.</param>
    /// <param name="stride">Elements from one window to the next.</param>
    public static Tensor AveragePool(Tensor gradient, Tensor input, int kernel, int stride) =>
        torch.nn.functional.avg_pool2d_backward(gradient, input, [kernel, kernel], [stride, stride], [0, 0]);

    private static Tensor OneMore(Tensor x) => x.add(Scalars.Of(1), Scalars.Of(1));

    private static Tensor OneLess(Tensor x) => x.neg().add(Scalars.Of(1), Scalars.Of(1));
}
