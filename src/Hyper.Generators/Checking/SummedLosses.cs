using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Passes;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking;

/// <summary>
/// Finds terms of losses that are sums over the rows of a batch. Losses are means: a sum grows with the batch, and so with what a
/// penalty is weighed against. A term that is multiplied or divided by something is left alone: that may be the number of rows.
/// </summary>
internal static class SummedLosses
{
    public static void Report(ModelReading reading, Action<Diagnostic> report)
    {
        var seen = new HashSet<IOperation>();
        foreach (var loss in new[] { reading.Training, reading.Validation }.OfType<LossReading>())
        {
            foreach (var term in Terms(loss.Value).OfType<CallValue>().Where(term => term.Site is not null && SumsRows(term, reading.Outputs, loss.Targets) && seen.Add(term.Site)))
            {
                report(Diagnostic.Create(DataFlowRules.LossSummed, CallSite.Name(term.Site!.Syntax).GetLocation(), term.Method.Name));
            }
        }
    }

    private static IEnumerable<Value> Terms(Value value)
    {
        var open = new Stack<Value>([value]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next is CallValue call && TensorFunctions.Of(call.Method) is { } function && function.Derivative(new FunctionCall(call)) is { Op: PassOp.Add or PassOp.Subtract or PassOp.Negate or PassOp.Shift or PassOp.From } sum)
            {
                foreach (var operand in sum.Operands)
                {
                    open.Push(operand);
                }
            }
            else
            {
                yield return next;
            }
        }
    }

    private static bool SumsRows(CallValue term, Value outputs, Value targets)
    {
        if (TensorFunctions.Of(term.Method) is not { } function)
        {
            return false;
        }

        if (term.Arguments.Any(argument => argument.Parameter is { Name: "reduction", Type: INamedTypeSymbol { TypeKind: TypeKind.Enum } type } && argument.Value is ConstantValue { Constant: { } given } && IsSum(type, given)))
        {
            return true;
        }

        return function.Name == "sum" && function.Derivative(new FunctionCall(term)) is { Op: PassOp.Sum, Operands: [var summed] } && HasRows(summed, outputs, targets);
    }

    private static bool IsSum(INamedTypeSymbol type, object given)
        => type.GetMembers("Sum").OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true } sum && given.Equals(sum.ConstantValue);

    /// <summary>Whether a tensor surely has a row for each row of the batch: outputs or targets, element by element.</summary>
    private static bool HasRows(Value value, Value outputs, Value targets)
        => ReferenceEquals(value, outputs) || ReferenceEquals(value, targets)
            || (value is CallValue call && TensorFunctions.Of(call.Method) is { } function && KeepsRows(call, function)
                && new FunctionCall(call).Tensors.Any(input => HasRows(input, outputs, targets)));

    private static bool KeepsRows(CallValue call, TensorFunction function)
        => function.Mixes == RowMixing.Never && function.Derivative(new FunctionCall(call)) is { Op: not (PassOp.Reshape or PassOp.Transpose or PassOp.Permute or PassOp.Select or PassOp.Narrow or PassOp.Expand or PassOp.MatMul) };
}
