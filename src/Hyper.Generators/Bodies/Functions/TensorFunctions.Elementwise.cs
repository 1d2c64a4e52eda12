using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <content>Functions of each element by itself, and those that give their input's shape.</content>
internal static partial class TensorFunctions
{
    private static IEnumerable<TensorFunction> ElementwiseRows()
    {
        yield return Each("relu", PassOp.Relu);
        yield return Each("tanh", PassOp.Tanh);
        yield return Each("sigmoid", PassOp.Sigmoid);
        yield return Each("expit", PassOp.Sigmoid);
        yield return Each("logsigmoid", PassOp.LogSigmoid);
        yield return Each("silu", PassOp.Silu);
        yield return Each("gelu", PassOp.Gelu);
        yield return Each("softplus", PassOp.Softplus);
        yield return Each("exp", PassOp.Exp);
        yield return Each("expm1", PassOp.Expm1);
        yield return Each("log", PassOp.Log);
        yield return Each("log1p", PassOp.Log1p);
        yield return Each("sqrt", PassOp.Sqrt);
        yield return Each("rsqrt", PassOp.Rsqrt);
        yield return Each("sin", PassOp.Sin);
        yield return Each("cos", PassOp.Cos);
        yield return Each("reciprocal", PassOp.Reciprocal);
        yield return Each("neg", PassOp.Negate);
        yield return Each("negative", PassOp.Negate);
        yield return Each("square", PassOp.Square);
        yield return Each("abs", PassOp.Abs);
        yield return new TensorFunction("leaky_relu")
        {
            Shape = AsInput,
            Derivative = static call => call.Tensors is [var x] && call.SaysOnly("negative_slope")
                ? FunctionCall.Scalar(call["negative_slope"]) is { } slope ? Functions.Derivative.Of(PassOp.LeakyRelu, x, slope)
                : call["negative_slope"] is null ? new Derivative(PassOp.LeakyRelu, [x]) { Constants = [0.01] } : null
                : null,
        };
        yield return new TensorFunction("elu")
        {
            Shape = AsInput,
            Derivative = static call => call.Tensors is [var x] && call.SaysOnly("alpha")
                ? FunctionCall.Scalar(call["alpha"]) is { } alpha ? Functions.Derivative.Of(PassOp.Elu, x, alpha)
                : call["alpha"] is null ? new Derivative(PassOp.Elu, [x]) { Constants = [1] } : null
                : null,
        };
        yield return new TensorFunction("clamp") { Shape = AsInput, Derivative = Clamped };
        yield return new TensorFunction("clip") { Shape = AsInput, Derivative = Clamped };
        yield return new TensorFunction("softmax") { Shape = AsInput, Mixes = RowMixing.AlongRows, Derivative = static call => Along(call, PassOp.Softmax) };
        yield return new TensorFunction("log_softmax") { Shape = AsInput, Mixes = RowMixing.AlongRows, Derivative = static call => Along(call, PassOp.LogSoftmax) };

        // The library's own derivative serves.
        string[] others =
        [
            "relu6", "prelu", "selu", "celu", "mish", "hardswish", "hardsigmoid", "hardshrink", "softshrink", "tanhshrink", "softsign", "threshold",
            "exp2", "log2", "log10", "tan", "asin", "acos", "atan", "sinh", "cosh", "asinh", "acosh", "atanh", "erf", "erfc", "frac", "nan_to_num", "clamp_min", "clamp_max", "logit", "masked_fill",
        ];
        foreach (var name in others)
        {
            yield return new TensorFunction(name) { Shape = AsInput };
        }

        // The library's gives its input again.
        yield return new TensorFunction("hardtanh") { Shape = AsInput, IsView = true, DiffersInPlace = true };
        string[] alongDimension = ["softmin", "normalize", "cumsum", "cumprod", "roll", "flip", "tril", "triu"];
        foreach (var name in alongDimension)
        {
            yield return new TensorFunction(name) { Shape = AsInput, Mixes = RowMixing.AlongRows };
        }

        yield return new TensorFunction("fliplr") { Shape = AsInput };
        yield return new TensorFunction("flipud") { Shape = AsInput, Mixes = RowMixing.Always };
        string[] normalized = ["instance_norm", "group_norm", "layer_norm", "local_response_norm"];
        foreach (var name in normalized)
        {
            yield return new TensorFunction(name) { Shape = AsInput };
        }

        yield return new TensorFunction("batch_norm") { Shape = AsInput, Mixes = RowMixing.Always, IsRandom = true };
        string[] random = ["dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"];
        foreach (var name in random)
        {
            // Where nothing is dropped, the input is given again.
            yield return new TensorFunction(name) { Shape = AsInput, IsRandom = true, IsView = true };
        }

        yield return new TensorFunction("rrelu") { Shape = AsInput, IsRandom = true };

        // Another type or place of the same elements.
        string[] casts = ["to", "type", "type_as", "cpu", "cuda", "float", "double", "half", "bfloat16", "contiguous"];
        foreach (var name in casts)
        {
            yield return new TensorFunction(name) { Shape = AsInput, IsView = true };
        }

        yield return new TensorFunction("clone") { Shape = AsInput, Derivative = static call => call.Tensors is [var x] && call.SaysOnly() ? Functions.Derivative.Of(PassOp.Same, x) : null };
        yield return new TensorFunction("alias") { Shape = AsInput, IsView = true, Derivative = static call => call.Tensors is [var x] && call.SaysOnly() ? Functions.Derivative.Of(PassOp.Same, x) : null };
        yield return new TensorFunction("requires_grad") { Shape = AsInput, IsView = true };

        // A pass has a scope of its own, in which everything stays until its end.
        string[] scopes = ["MoveToOuterDisposeScope", "DetachFromDisposeScope", "DetatchFromDisposeScope", "MoveToOtherDisposeScope"];
        foreach (var name in scopes)
        {
            yield return new TensorFunction(name) { Shape = AsInput, IsIdentity = true, IsView = true };
        }
    }

    private static TensorFunction Each(string name, PassOp op) => new(name)
    {
        Shape = AsInput,
        Derivative = call => call.Tensors is [var x] && call.SaysOnly() ? Functions.Derivative.Of(op, x) : null,
    };

    private static Derivative? Along(FunctionCall call, PassOp op)
        => call.Tensors is [var x] && call["dim"] is { } dimension && call.SaysOnly("dim") ? Functions.Derivative.Of(op, x, dimension) : null;

    private static Derivative? Clamped(FunctionCall call)
        => call.Tensors is [var x] && call.SaysOnly("min", "max") && FunctionCall.Number(call["min"]) is { } least && FunctionCall.Number(call["max"]) is { } most
            ? new Derivative(PassOp.Clamp, [x]) { Constants = [least, most] }
            : null;

    private static TensorShape? AsInput(TensorCall call, ShapeReport report) => call.Input.Shape;
}
