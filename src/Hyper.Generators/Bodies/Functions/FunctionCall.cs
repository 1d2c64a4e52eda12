using System.Globalization;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;

namespace Hyper.Generators.Bodies.Functions;

/// <summary>A call of one of TorchSharp's functions, whose arguments are asked for by the names of their parameters.</summary>
internal sealed class FunctionCall(CallValue call)
{
    public CallValue Call { get; } = call;

    /// <summary>The tensors that come in, the receiver first.</summary>
    public IReadOnlyList<Value> Tensors { get; } =
    [
        .. call.Receiver is { } receiver && TorchSymbols.IsTensor(call.Method.ContainingType) ? [receiver] : Array.Empty<Value>(),
        .. call.Arguments.Where(argument => TorchSymbols.IsTensor(argument.Parameter.Type) && !argument.IsDefault && argument.Value is not ConstantValue { Constant: null }).Select(argument => argument.Value),
    ];

    /// <summary>What is given for a parameter with one of these names; null where nothing is.</summary>
    public Value? this[params string[] names]
    {
        get
        {
            foreach (var argument in Call.Arguments)
            {
                if (!argument.IsDefault && names.Contains(argument.Parameter.Name) && argument.Value is not ConstantValue { Constant: null })
                {
                    return argument.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Whether nothing is given but the tensors that come in and parameters with these names, others being as they are where nothing is said.</summary>
    public bool SaysOnly(params string[] names) => Call.Arguments.All(argument =>
        argument.IsDefault
        || names.Contains(argument.Parameter.Name)
        || (TorchSymbols.IsTensor(argument.Parameter.Type) && Tensors.Contains(argument.Value))
        || IsAsWithoutSaying(argument));

    /// <summary>The numbers that are given as a list or one by one; null where one of them is none.</summary>
    public IReadOnlyList<Value>? List(params string[] names) => this[names] switch
    {
        ArrayValue { Items: var items } => [.. items],
        { Type.SpecialType: Microsoft.CodeAnalysis.SpecialType.System_Int32 or Microsoft.CodeAnalysis.SpecialType.System_Int64 } number => [number],
        _ => null,
    };

    /// <summary>A number that is known; null where it is not.</summary>
    public static double? Number(Value? value) => Scalar(value) is ConstantValue { Constant: { } constant and not (bool or string) } ? Convert.ToDouble(constant, CultureInfo.InvariantCulture) : null;

    /// <summary>The number of C# that a scalar of TorchSharp's is made of; null where the value is no number.</summary>
    public static Value? Scalar(Value? value) => value switch
    {
        CallValue { Kind: CallKind.Conversion, Arguments: [{ Value: var number }] } conversion when TorchSymbols.IsScalar(conversion.Type) => Scalar(number),
        CallValue { Method.Name: "ToScalar", Arguments: [{ Value: var number }] } conversion when TorchSymbols.IsScalar(conversion.Type) && !number.IsTensor => Scalar(number),
        { Type: { } type } when IsNumeric(type) => value,
        _ => null,
    };

    private static bool IsNumeric(Microsoft.CodeAnalysis.ITypeSymbol type)
        => type.SpecialType is >= Microsoft.CodeAnalysis.SpecialType.System_SByte and <= Microsoft.CodeAnalysis.SpecialType.System_Double and not Microsoft.CodeAnalysis.SpecialType.System_Decimal
            || (type is Microsoft.CodeAnalysis.INamedTypeSymbol { OriginalDefinition.SpecialType: Microsoft.CodeAnalysis.SpecialType.System_Nullable_T, TypeArguments: [var inner] } && IsNumeric(inner));

    private static bool IsAsWithoutSaying(Argument argument)
        => argument.Parameter.HasExplicitDefaultValue && argument.Value is ConstantValue { Constant: var given } && Equals(given, argument.Parameter.ExplicitDefaultValue);
}
