using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Passes;

/// <summary>What the arguments of a call say, for the reader of passes.</summary>
internal static class PassArguments
{
    /// <summary>An argument, or the elements of a list of arguments.</summary>
    public static IEnumerable<IOperation> Elements(IOperation argument) => argument switch
    {
        IConversionOperation conversion => Elements(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation list => list.Elements,
        _ => [argument],
    };

    /// <summary>A constant as a number, where it is one.</summary>
    public static double? Number(object constant) => constant switch
    {
        double number => number,
        float number => number,
        int number => number,
        long number => number,
        _ => null,
    };

    /// <summary>The numbers from one place to another, or <see langword="null"/> where something there is none.</summary>
    public static IReadOnlyList<double>? Numbers(IReadOnlyList<PassValue> values, int from, int to)
    {
        var numbers = values.Take(to).Skip(from).OfType<NumberPassValue>().Select(value => value.Number).ToList();
        return numbers.Count == to - from ? numbers : null;
    }

    /// <summary>Whether a pooling says nothing but the size of its windows and their stride, each as one number.</summary>
    public static bool IsWindow(IInvocationOperation call)
        => call.Instance is null && call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).All(argument => argument.Parameter switch
        {
            { Ordinal: 0 } => true,
            { Name: "kernel_size", Type.SpecialType: SpecialType.System_Int64 } => true,
            { Name: "stride", Type: INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Int64 }] } } => true,
            _ => false,
        });

    /// <summary>The stride of a pooling: the windows' size where it says none.</summary>
    public static double Stride(IReadOnlyList<PassValue> values) => ((NumberPassValue)values[values.Count - 1]).Number;

    /// <summary>Whether the second value of a sum is its dimension, not a type or anything else that is a number of C#.</summary>
    public static bool IsDimension(IInvocationOperation call)
        => call.Arguments.Count(argument => argument.ArgumentKind != ArgumentKind.DefaultValue) == 1 + (call.Instance is null ? 1 : 0)
            && call.Arguments.Any(argument => argument.Parameter?.Name == "dim" && argument.ArgumentKind != ArgumentKind.DefaultValue);
}
