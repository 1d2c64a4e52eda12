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
