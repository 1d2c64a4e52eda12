using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>Names of symbols in the forms that the model and the rules use.</summary>
internal static class SymbolNames
{
    /// <summary>A type as any file can write it: from <c>global::</c> on, keywords escaped, with nullable marks.</summary>
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>A type as a message names it.</summary>
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string QualifiedName(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(Short);

    /// <summary>Whether a type is the one with this dotted name, whatever its nullable annotation.</summary>
    public static bool Is(this ITypeSymbol type, string dottedName)
        => type is INamedTypeSymbol { Arity: 0, TypeKind: not TypeKind.Error } && type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None)) == dottedName;

    public static string Text(this Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary>Where a symbol's name is written, for a message about the whole of it.</summary>
    public static Location Identifier(this ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;
}
