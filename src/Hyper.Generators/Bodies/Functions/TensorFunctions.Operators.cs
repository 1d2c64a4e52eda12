using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <content>What combines two tensors, or a tensor and a number, element by element: by name or by operator.</content>
internal static partial class TensorFunctions
{
    private static IEnumerable<TensorFunction> OperatorRows()
    {
        yield return Both("add", static (call, x, y) => Summed(x, y, PassOp.Add));
        yield return Both("op_Addition", static (call, x, y) => Summed(x, y, PassOp.Add));
        yield return Both("sub", static (call, x, y) => Summed(x, y, PassOp.Subtract));
        yield return Both("subtract", static (call, x, y) => Summed(x, y, PassOp.Subtract));
        yield return Both("op_Subtraction", static (call, x, y) => Summed(x, y, PassOp.Subtract));
        yield return Both("mul", static (call, x, y) => Multiplied(x, y));
        yield return Both("multiply", static (call, x, y) => Multiplied(x, y));
        yield return Both("op_Multiply", static (call, x, y) => Multiplied(x, y));
        yield return Both("div", static (call, x, y) => Divided(x, y));
        yield return Both("divide", static (call, x, y) => Divided(x, y));
        yield return Both("true_divide", static (call, x, y) => Divided(x, y));
        yield return Both("op_Division", static (call, x, y) => Divided(x, y));
        yield return Both("pow", static (call, x, y) => (x.IsTensor, FunctionCall.Number(y)) switch
        {
            (true, 2) => Functions.Derivative.Of(PassOp.Square, x),
            (true, { } exponent) => new Derivative(PassOp.Pow, [x]) { Constants = [exponent] },
            _ => null,
        });
        yield return new TensorFunction("op_UnaryNegation") { Shape = AsInput, Derivative = static call => call.Tensors is [var x] ? Functions.Derivative.Of(PassOp.Negate, x) : null };
        yield return new TensorFunction("op_OnesComplement") { Shape = AsInput };
        string[] others = ["remainder", "fmod", "op_Modulus", "maximum", "minimum", "fmax", "fmin", "atan2", "hypot", "xlogy", "lerp", "where"];
        foreach (var name in others)
        {
            yield return new TensorFunction(name) { Shape = name is "lerp" or "where" ? static (_, _) => null : Broadcast };
        }
    }

    private static TensorFunction Both(string name, Func<FunctionCall, Value, Value, Derivative?> derivative) => new(name)
    {
        Shape = Broadcast,
        Derivative = call => Operands(call) is [var x, var y] ? derivative(call, x, y) : null,
    };

    /// <summary>The two operands; null where the call says more than them.</summary>
    private static IReadOnlyList<Value>? Operands(FunctionCall call)
    {
        var operands = call.Call.Arguments.Where(argument => !argument.IsDefault).Select(argument => argument.Value);
        List<Value> all = [.. call.Call.Receiver is { IsTensor: true } receiver ? [receiver] : Array.Empty<Value>(), .. operands];
        return all.Count == 2 ? all : null;
    }

    private static Derivative? Summed(Value x, Value y, PassOp op) => (x.IsTensor, y.IsTensor) switch
    {
        (true, true) => new Derivative(op, [x, y]),
        (true, false) when FunctionCall.Scalar(y) is { } number => new Derivative(PassOp.Shift, [x]) { Numbers = [number], Constants = [op == PassOp.Add ? 1 : -1] },
        (false, true) when FunctionCall.Scalar(x) is { } number => op == PassOp.Add
            ? new Derivative(PassOp.Shift, [y]) { Numbers = [number], Constants = [1] }
            : new Derivative(PassOp.From, [y]) { Numbers = [number] },
        _ => null,
    };

    private static Derivative? Multiplied(Value x, Value y) => (x.IsTensor, y.IsTensor) switch
    {
        (true, true) => new Derivative(PassOp.Multiply, [x, y]),
        (true, false) when FunctionCall.Scalar(y) is { } number => Functions.Derivative.Of(PassOp.Scale, x, number),
        (false, true) when FunctionCall.Scalar(x) is { } number => Functions.Derivative.Of(PassOp.Scale, y, number),
        _ => null,
    };

    private static Derivative? Divided(Value x, Value y) => (x.IsTensor, y.IsTensor) switch
    {
        (true, true) => new Derivative(PassOp.Divide, [x, y]),
        (true, false) when FunctionCall.Scalar(y) is { } number => Functions.Derivative.Of(PassOp.DivideBy, x, number),
        _ => null,
    };

    private static TensorShape? Broadcast(TensorCall call, ShapeReport report)
    {
        var operands = call.Tensors;
        return call.IsInPlace || operands.Count == 1 ? call.Input.Shape
            : operands.Count == 2 ? Combine(call.Title, operands[0], operands[1], report)
            : null;
    }
}
