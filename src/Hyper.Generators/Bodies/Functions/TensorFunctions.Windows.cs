using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <content>Pooling: functions of windows of an image or of a series.</content>
internal static partial class TensorFunctions
{
    private static IEnumerable<TensorFunction> WindowRows()
    {
        yield return new TensorFunction("max_pool1d") { Shape = static (call, report) => Pooling.Pool(call, call.Input.Shape, 1, report) };
        yield return new TensorFunction("avg_pool1d") { Shape = static (call, report) => Pooling.Pool(call, call.Input.Shape, 1, report) };
        yield return new TensorFunction("max_pool2d") { Shape = static (call, report) => Pooling.Pool(call, call.Input.Shape, 2, report), Derivative = static call => Window(call, PassOp.MaxPool) };
        yield return new TensorFunction("avg_pool2d") { Shape = static (call, report) => Pooling.Pool(call, call.Input.Shape, 2, report), Derivative = static call => Window(call, PassOp.AveragePool) };
        yield return new TensorFunction("adaptive_avg_pool1d") { Shape = static (call, report) => Pooling.Adaptive(call, call.Input.Shape, 1, report) };
        yield return new TensorFunction("adaptive_max_pool1d") { Shape = static (call, report) => Pooling.Adaptive(call, call.Input.Shape, 1, report) };
        yield return new TensorFunction("adaptive_avg_pool2d") { Shape = static (call, report) => Pooling.Adaptive(call, call.Input.Shape, 2, report) };
        yield return new TensorFunction("adaptive_max_pool2d") { Shape = static (call, report) => Pooling.Adaptive(call, call.Input.Shape, 2, report) };
    }

    // Square windows alone, without padding.
    private static Derivative? Window(FunctionCall call, PassOp op)
        => call.Tensors is [var x] && call.SaysOnly("kernel_size", "stride")
            && Whole(call["kernel_size"]) is { } kernel && (call["stride"] is null ? kernel : Whole(call["stride"])) is { } stride
            ? new Derivative(op, [x]) { Constants = [kernel, stride] }
            : null;

    private static double? Whole(Value? value) => value is ConstantValue { Constant: int or long } ? FunctionCall.Number(value) : null;
}
