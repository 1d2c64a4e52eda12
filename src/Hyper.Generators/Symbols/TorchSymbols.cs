using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>What is TorchSharp's.</summary>
internal static class TorchSymbols
{
    /// <summary>Whether a type is one of TorchSharp's.</summary>
    public static bool IsOfTorch(INamedTypeSymbol? type)
    {
        var space = type?.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "TorchSharp";
    }

    /// <summary>Whether a type is TorchSharp's tensor.</summary>
    public static bool IsTensor(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "Tensor", Arity: 0, ContainingType: { Name: "torch", ContainingType: null, ContainingNamespace: { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>Whether a type is TorchSharp's number, which operations on tensors take.</summary>
    public static bool IsScalar(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "Scalar", ContainingType: null, ContainingNamespace: { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether gradients may travel in a value of the type: anything but numbers, text and what describes a tensor.</summary>
    public static bool MayHoldTensors(ITypeSymbol? type) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_Object } => true,
        { SpecialType: not SpecialType.None } => false,
        { TypeKind: TypeKind.Enum } => false,
        IArrayTypeSymbol array => MayHoldTensors(array.ElementType),
        INamedTypeSymbol { Name: "Scalar" or "TensorIndex" or "Device" } named when IsOfTorch(named) => false,
        INamedTypeSymbol { Name: "Index" or "Range", Arity: 0, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => false,
        _ => true,
    };

    /// <summary>Whether a type holds TorchSharp's functions of tensors.</summary>
    public static bool HasFunctions(INamedTypeSymbol? type) => type switch
    {
        { Name: "torch", ContainingType: null } => IsOfTorch(type),
        { Name: "Tensor" or "special" or "linalg", ContainingType: { Name: "torch", ContainingType: null } } => IsOfTorch(type),
        { Name: "functional", ContainingType: { Name: "nn", ContainingType.Name: "torch" } } => IsOfTorch(type),
        { Name: "TensorExtensionMethods", ContainingType: null } => IsOfTorch(type),
        _ => false,
    };
}
