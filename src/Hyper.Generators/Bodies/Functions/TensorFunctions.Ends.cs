
namespace Hyper.Generators.Bodies.Functions;

/// <content>Functions through which no gradient passes, and those that make tensors of nothing.</content>
internal static partial class TensorFunctions
{
    private const string KeepTensor = "keep it a tensor";
    private const string Soften = "use something differentiable, such as softmax or cross_entropy";
    private const string Flat = "remove it: it is flat, so its gradient is zero";

    private static IEnumerable<TensorFunction> EndRows()
    {
        yield return new TensorFunction("detach") { Shape = AsInput, IsView = true, End = new GradientEnd("remove it") };
        foreach (var name in new[] { "item", "ToSingle", "ToDouble", "ToScalar", "ToInt32", "ToInt64", "ToBoolean", "tolist", "data" })
        {
            yield return new TensorFunction(name) { End = new GradientEnd(KeepTensor, MakesNumber: true) };
        }

        foreach (var name in new[] { "argmax", "argmin", "argsort", "searchsorted", "bucketize" })
        {
            yield return new TensorFunction(name) { End = new GradientEnd(Soften), Mixes = RowMixing.AlongRows };
        }

        string[] comparisons =
        [
            "gt", "ge", "lt", "le", "eq", "ne", "greater", "greater_equal", "less", "less_equal", "not_equal",
            "op_GreaterThan", "op_GreaterThanOrEqual", "op_LessThan", "op_LessThanOrEqual", "op_Equality", "op_Inequality",
        ];
        foreach (var name in comparisons)
        {
            yield return new TensorFunction(name) { Shape = Broadcast, End = new GradientEnd(Soften) };
        }

        foreach (var name in new[] { "round", "floor", "ceil", "trunc", "sign" })
        {
            yield return new TensorFunction(name) { Shape = AsInput, End = new GradientEnd(Flat) };
        }

        yield return new TensorFunction("floor_divide") { Shape = Broadcast, End = new GradientEnd(Flat) };
        foreach (var name in new[] { "long", "int", "short", "byte", "bool" })
        {
            yield return new TensorFunction(name) { Shape = AsInput, End = new GradientEnd("keep it a floating-point tensor") };
        }
    }

    private static IEnumerable<TensorFunction> SourceRows()
    {
        foreach (var name in new[] { "logical_not", "isnan", "isfinite", "isinf", "zeros_like", "ones_like", "full_like", "empty_like", "zero", "fill" })
        {
            yield return new TensorFunction(name) { Shape = AsInput };
        }

        foreach (var name in new[] { "logical_and", "logical_or", "logical_xor" })
        {
            yield return new TensorFunction(name) { Shape = Broadcast };
        }

        foreach (var name in new[] { "rand_like", "randn_like", "bernoulli" })
        {
            yield return new TensorFunction(name) { Shape = AsInput, IsRandom = true };
        }

        foreach (var name in new[] { "rand", "randn", "randint", "randperm", "multinomial", "normal" })
        {
            yield return new TensorFunction(name) { IsRandom = true };
        }

        yield return new TensorFunction("as_tensor") { IsView = true };
        foreach (var name in new[] { "zeros", "ones", "full", "eye", "arange", "linspace", "tensor", "empty", "op_BitwiseAnd", "op_BitwiseOr", "op_ExclusiveOr", "size", "dim", "numel" })
        {
            yield return new TensorFunction(name);
        }
    }
}
