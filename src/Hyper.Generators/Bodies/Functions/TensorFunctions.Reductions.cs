using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <content>Functions that make one element of many.</content>
internal static partial class TensorFunctions
{
    private static IEnumerable<TensorFunction> ReductionRows()
    {
        yield return new TensorFunction("sum") { Mixes = RowMixing.AlongRows, Shape = Arranging.Reduce, Derivative = static call => Reduced(call, PassOp.Sum, PassOp.SumOver) };
        yield return new TensorFunction("mean") { Mixes = RowMixing.AlongRows, Shape = Arranging.Reduce, Derivative = static call => Reduced(call, PassOp.Mean, PassOp.MeanOver) };
        foreach (var name in new[] { "amax", "amin" })
        {
            yield return new TensorFunction(name) { Mixes = RowMixing.AlongRows, Shape = Arranging.Reduce };
        }

        string[] others = ["max", "min", "norm", "std", "var", "prod", "logsumexp", "median", "nansum", "nanmean", "quantile", "cummax", "cummin", "sort", "topk", "kthvalue", "trace"];
        foreach (var name in others)
        {
            yield return new TensorFunction(name) { Mixes = RowMixing.AlongRows };
        }
    }

    private static Derivative? Reduced(FunctionCall call, PassOp whole, PassOp over)
    {
        if (call.Tensors is not [var x] || !call.SaysOnly("dim", "dims", "dimensions", "dim0", "dim1", "dim2", "keepdim"))
        {
            return null;
        }

        List<Value> dimensions = [.. call.List("dim", "dims", "dimensions") ?? [], .. new[] { call["dim0"], call["dim1"], call["dim2"] }.OfType<Value>()];
        var keeps = call["keepdim"] switch { null => false, ConstantValue { Constant: bool flag } => flag, _ => (bool?)null };
        return keeps is null ? null
            : dimensions.Count > 0 ? new Derivative(over, [x]) { Numbers = dimensions, Constants = [keeps.Value ? 1 : 0] }
            : call["dim", "dims", "dimensions"] is null ? Functions.Derivative.Of(whole, x)
            : null;
    }
}
