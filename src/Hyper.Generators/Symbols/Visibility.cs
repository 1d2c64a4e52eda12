using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>From where a type can be seen, all the types around it considered.</summary>
internal static class Visibility
{
    /// <summary>Whether other projects see the type.</summary>
    public static bool IsPublic(INamedTypeSymbol type)
        => TypeForm.Chain(type).All(part => part.DeclaredAccessibility == Accessibility.Public);

    /// <summary>Whether the whole project sees the type.</summary>
    public static bool IsInternal(INamedTypeSymbol type)
        => TypeForm.Chain(type).All(part => part.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal);
}
