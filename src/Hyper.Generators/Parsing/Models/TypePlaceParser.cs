using Hyper.Generators.Model;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Reads where a class is declared.</summary>
internal static class TypePlaceParser
{
    /// <summary>A namespace as a declaration names it.</summary>
    private static readonly SymbolDisplayFormat NamespaceName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>A type as a catalog names it.</summary>
    private static readonly SymbolDisplayFormat DisplayName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    public static TypePlace Parse(INamedTypeSymbol type)
    {
        var chain = TypeForm.Chain(type);
        return new TypePlace(
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(NamespaceName) : null,
            chain.Take(chain.Count - 1).Select(Declaration).ToEquatableArray(),
            Declaration(type),
            type.WithNullableAnnotation(NullableAnnotation.None).QualifiedName(),
            type.ToDisplayString(DisplayName),
            HintNames.For(chain));
    }

    private static TypeDeclaration Declaration(INamedTypeSymbol type) => new(
        TypeForm.Keyword(type),
        type.Name,
        type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>");
}
