namespace Hyper.Runtime.Passes;

/// <content>Functions of each element by itself.</content>
public static partial class PullBack
{
    /// <summary>Through y = −x.</summary>
    /// <param name="gradient">Of y.</param>
    public static Tensor Negate(Tensor gradient) => gradient.neg();

    /// <summary>Through y = |x|; zero at zero.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Abs(Tensor gradient, Tensor input) => gradient * input.sign();

    /// <summary>Through y = x².</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Square(Tensor gradient, Tensor input) => gradient * input * Scalars.Of(2);

    /// <summary>Through y = x^p: p·x^(p − 1) times the gradient; zero where p is zero, whatever x is.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="exponent">p.</param>
    public static Tensor Pow(Tensor gradient, Tensor input, double exponent) =>
        exponent == 0 ? torch.zeros_like(gradient) : gradient * (input.pow(Scalars.Of(exponent - 1)) * Scalars.Of(exponent));

    /// <summary>Through y = √x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Sqrt(Tensor gradient, Tensor output) => gradient / (output * Scalars.Of(2));

    /// <summary>Through y = 1/√x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Rsqrt(Tensor gradient, Tensor output) => gradient * output.pow(Scalars.Of(3)) * Scalars.Of(-0.5);

    /// <summary>Through y = 1/x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Reciprocal(Tensor gradient, Tensor output) => (gradient * output.pow(Scalars.Of(2))).neg();

    /// <summary>Through y = exp x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Exp(Tensor gradient, Tensor output) => gradient * output;

    /// <summary>Through y = exp x − 1.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="output">y.</param>
    public static Tensor Expm1(Tensor gradient, Tensor output) => gradient * OneMore(output);

    /// <summary>Through y = ln x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Log(Tensor gradient, Tensor input) => gradient / input;

    /// <summary>Through y = ln(1 + x).</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Log1p(Tensor gradient, Tensor input) => gradient / OneMore(input);

    /// <summary>Through y = sin x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Sin(Tensor gradient, Tensor input) => gradient * input.cos();

    /// <summary>Through y = cos x.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    public static Tensor Cos(Tensor gradient, Tensor input) => (gradient * input.sin()).neg();

    /// <summary>Through y = min(max(x, lower), upper): the gradient from bound to bound, both included, and zero beyond.</summary>
    /// <param name="gradient">Of y.</param>
    /// <param name="input">x.</param>
    /// <param name="lower">The lower bound; null for none.</param>
    /// <param name="upper">The upper bound; null for none.</param>
    public static Tensor Clamp(Tensor gradient, Tensor input, double? lower, double? upper)
    {
        if (lower is { } from)
        {
            gradient = torch.where(input.ge(Scalars.Of(from)), gradient, torch.zeros_like(gradient));
        }

        return upper is { } to ? torch.where(input.le(Scalars.Of(to)), gradient, torch.zeros_like(gradient)) : gradient;
    }
}
