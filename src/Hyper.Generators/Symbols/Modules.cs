using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>Questions about TorchSharp's modules.</summary>
internal static class Modules
{
    /// <summary>Whether a type is a module's.</summary>
    public static bool IsModule(ITypeSymbol? type) => Bases(type).Any(candidate => candidate.Name == "Module" && candidate.Is(KnownTypes.Module));

    /// <summary>Whether a module of this type may have parameters: all but activations, poolings, losses and their like may.</summary>
    public static bool MayHaveParameters(ITypeSymbol type)
        => IsModule(type)
            && !Bases(type).Any(candidate => candidate is INamedTypeSymbol { Name: "ParameterLessModule" or "Loss", Arity: > 0 } named && named.ContainingNamespace.ToDisplayString() is "TorchSharp" or "TorchSharp.Modules");

    /// <summary>Whether a type holds several modules with parameters: an array of them, a list, a dictionary, a tuple.</summary>
    public static bool IsCollection(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => MayHaveParameters(array.ElementType) || IsCollection(array.ElementType),
        INamedTypeSymbol { TypeKind: not TypeKind.Delegate } named when !IsModule(named) => named.TypeArguments.Any(argument => MayHaveParameters(argument) || IsCollection(argument)),
        _ => false,
    };

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }
}
