using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Bodies.Functions;

/// <content>Functions that arrange elements: other sizes, other orders, parts, pieces put together.</content>
internal static partial class TensorFunctions
{
    private static IEnumerable<TensorFunction> ShapeRows()
    {
        yield return View("flatten", static (call, _) => call.Number(0, "start_dim") is { } start && call.Number(-1, "end_dim") is { } end ? Reshaping.Flatten(call.Input.Shape, start, end) : null, "start_dim", "end_dim");
        yield return View("view", Arranging.View, "shape");
        yield return View("reshape", Arranging.View, "shape");
        yield return View("view_as", static (call, _) => call.Tensors.Count == 2 ? call.Tensors[1].Shape : null);
        yield return View("unflatten", static (_, _) => null, "dim", "sizes");
        yield return View("unsqueeze", static (call, _) => call["dim"].Number is { } dimension ? Arranging.Unsqueeze(call.Input.Shape, dimension) : null, "dim");
        yield return View("squeeze", Arranging.Squeeze, "dim");
        yield return new TensorFunction("transpose") { IsView = true, Mixes = RowMixing.AlongRows, Shape = Arranging.Transpose, Derivative = static call => call.Tensors is [var x] && call["dim0"] is { } a && call["dim1"] is { } b ? Functions.Derivative.Of(PassOp.Transpose, x, a, b) : null };
        yield return new TensorFunction("swapaxes") { IsView = true, Mixes = RowMixing.AlongRows, Shape = Arranging.Transpose };
        yield return new TensorFunction("swapdims") { IsView = true, Mixes = RowMixing.AlongRows, Shape = Arranging.Transpose };
        yield return new TensorFunction("t") { IsView = true, Mixes = RowMixing.AlongRows, Shape = static (call, _) => call.Input.Shape.WithRank(2) is { } matrix ? Arranging.Transpose(matrix, 0, 1) : null };
        yield return new TensorFunction("permute")
        {
            IsView = true,
            Mixes = RowMixing.AlongRows,
            Shape = static (call, _) => TensorCall.Numbers(call["permutation"]) is { } order ? Arranging.Permute(call.Input.Shape, order) : null,
            Derivative = static call => call.Tensors is [var x] && call.List("permutation") is { } order ? Functions.Derivative.Of(PassOp.Permute, x, [.. order]) : null,
        };
        yield return new TensorFunction("select")
        {
            IsView = true,
            Mixes = RowMixing.AlongRows,
            Shape = static (call, _) => call["dim"].Number is { } dimension && call.Input.Shape.Locate(dimension) is { } place ? call.Input.Shape.Replace(place) : null,
            Derivative = static call => call.Tensors is [var x] && call["dim"] is { } dimension && call["index"] is { } index ? Functions.Derivative.Of(PassOp.Select, x, dimension, index) : null,
        };
        yield return new TensorFunction("narrow")
        {
            IsView = true,
            Mixes = RowMixing.AlongRows,
            Shape = static (call, _) => call["dim"].Number is { } dimension && call.Input.Shape.Locate(dimension) is { } place ? call.Input.Shape.Replace(place, (call["length"] as SizeValue)?.Size ?? Dim.Fresh()) : null,
            Derivative = static call => call.Tensors is [var x] && call["dim"] is { } dimension && call["start"] is { } start && call["length"] is { } length ? Functions.Derivative.Of(PassOp.Narrow, x, dimension, start, length) : null,
        };
        foreach (var name in new[] { "cat", "concat", "concatenate" })
        {
            yield return new TensorFunction(name) { Mixes = RowMixing.AlongRows, Shape = Arranging.Concatenate, Derivative = static call => Pieces(call, PassOp.Concatenate) };
        }

        yield return new TensorFunction("stack") { Mixes = RowMixing.AlongRows, Shape = Arranging.Stack, Derivative = static call => Pieces(call, PassOp.Stack) };
        yield return new TensorFunction("expand") { IsView = true, Mixes = RowMixing.AlongRows, Derivative = static call => call.Tensors is [var x] && call.SaysOnly("sizes") ? Functions.Derivative.Of(PassOp.Expand, x) : null };
        yield return new TensorFunction("expand_as") { IsView = true, Mixes = RowMixing.AlongRows, Shape = static (call, _) => call.Tensors.Count == 2 ? call.Tensors[1].Shape : null, Derivative = static call => call.Tensors is [var x, _] ? Functions.Derivative.Of(PassOp.Expand, x) : null };
        foreach (var name in new[] { "mm", "bmm" })
        {
            yield return new TensorFunction(name) { Mixes = name == "mm" ? RowMixing.AlongRows : RowMixing.Never, Derivative = static call => call.Tensors is [_, _] && call.SaysOnly() ? new Derivative(PassOp.MatMul, call.Tensors) : null };
        }

        // Parts of a tensor by several ways; the library's own derivative serves.
        string[] views = ["chunk", "split", "tensor_split", "unbind", "unfold", "as_strided", "movedim", "moveaxis", "diagonal", "hsplit", "vsplit"];
        foreach (var name in views)
        {
            yield return new TensorFunction(name) { IsView = true, Mixes = RowMixing.AlongRows };
        }

        string[] others = ["linear", "bilinear", "one_hot", "conv1d", "conv2d", "pixel_shuffle", "interpolate", "pairwise_distance"];
        foreach (var name in others)
        {
            yield return new TensorFunction(name);
        }

        string[] ofAnyRows = ["matmul", "dot", "outer", "einsum", "index_select", "gather", "take_along_dim", "repeat", "repeat_interleave", "tile", "pad", "hstack", "vstack", "scaled_dot_product_attention", "cdist", "cosine_similarity"];
        foreach (var name in ofAnyRows)
        {
            yield return new TensorFunction(name) { Mixes = RowMixing.AlongRows };
        }
    }

    private static TensorFunction View(string name, Func<TensorCall, ShapeReport, TensorShape?> shape, params string[] says) => new(name)
    {
        IsView = true,
        Mixes = RowMixing.AlongRows,
        Shape = shape,
        Derivative = call => call.Tensors is [var x, ..] && call.SaysOnly(says) ? Functions.Derivative.Of(PassOp.Reshape, x) : null,
    };

    private static Derivative? Pieces(FunctionCall call, PassOp op)
        => call["tensors"] is ArrayValue { Items: { Length: > 0 } items } && items.All(item => item.IsTensor)
            ? new Derivative(op, items) { Numbers = call["dim", "axis"] is { } dimension ? [dimension] : [], Constants = [0] }
            : null;
}
