using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Symbols;

/// <summary>Questions about the form in which a type is declared.</summary>
internal static class TypeForm
{
    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    /// <summary>Whether every part of a type's declaration says <c>partial</c>.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The keyword that declares a type: what must be repeated to declare another part of it.</summary>
    public static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    /// <summary>The name by which a compilation finds the type.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        var types = string.Join("+", Chain(type).Select(part => part.MetadataName));
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString(Plain)}.{types}" : types;
    }

    /// <summary>Whether a generated file cannot name the type, because it or a type around it is local to its file.</summary>
    public static bool IsFileLocal(INamedTypeSymbol type) => Chain(type).Any(part => part.IsFileLocal);

    /// <summary>The type and the types around it, outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        var chain = new List<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            chain.Insert(0, current);
        }

        return chain;
    }
}
