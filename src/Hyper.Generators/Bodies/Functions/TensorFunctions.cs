using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Functions;

/// <summary>
/// The one table of TorchSharp's functions: what each does to shapes, its derivative, whether gradients end there. Functions are
/// known by their symbols; what a call says is asked by the names of parameters, so one row serves all overloads.
/// </summary>
internal static partial class TensorFunctions
{
    private static readonly IReadOnlyDictionary<string, TensorFunction> Table = Rows().ToDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>Every row.</summary>
    public static IEnumerable<TensorFunction> All => Table.Values;

    /// <summary>What is known of a method; null where it is no function of TorchSharp's, or an unknown one.</summary>
    public static TensorFunction? Of(IMethodSymbol method)
        => TorchSymbols.HasFunctions(method.ContainingType) && Table.TryGetValue(NameOf(method), out var row) && !IsOfAnotherKind(method) ? row : null;

    /// <summary>The tensor that a call works on: the receiver or the first argument.</summary>
    public static Value? Subject(CallValue call)
        => call.Receiver is { IsTensor: true } receiver ? receiver : call.Arguments.Select(argument => argument.Value).FirstOrDefault(value => value.IsTensor);

    private static string NameOf(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Conversion => TorchSymbols.IsTensor(method.ReturnType) ? "as_tensor" : TorchSymbols.IsScalar(method.ReturnType) ? "" : "item",
        MethodKind.PropertyGet => "",
        _ => method.Name.TrimEnd('_'),
    };

    // Two names stand for two things each: the norm of a tensor and that of linear algebra take other arguments.
    private static bool IsOfAnotherKind(IMethodSymbol method) => method.ContainingType.Name == "linalg" && method.Name is "norm";

    private static IEnumerable<TensorFunction> Rows() =>
    [
        .. ElementwiseRows(), .. OperatorRows(), .. ShapeRows(), .. ReductionRows(), .. WindowRows(), .. LossRows(), .. EndRows(), .. SourceRows(),
    ];
}
