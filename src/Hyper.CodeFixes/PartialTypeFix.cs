using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0001, HYP0401: writes <c>partial</c> before the keyword of a type, and <c>static</c> before that of an experiment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialTypeFix))]
[Shared]
public sealed class PartialTypeFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public PartialTypeFix()
        : base("HYP0001", "HYP0401")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found is not TypeDeclarationSyntax type)
        {
            yield break;
        }

        if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            yield return ("Make it partial", type, With(SyntaxKind.PartialKeyword, type));
        }
        else if (diagnostic.Id == "HYP0401" && !type.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            if (CanBeStatic(type, semantics, cancellation))
            {
                yield return ("Make it static", type, With(SyntaxKind.StaticKeyword, Unsealed(type)));
            }
        }
        else if (diagnostic.Id == "HYP0401" && type.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault(around => !around.Modifiers.Any(SyntaxKind.PartialKeyword)) is { } whole)
        {
            yield return ($"Make '{whole.Identifier.Text}' partial", whole, With(SyntaxKind.PartialKeyword, whole));
        }
    }

    /// <summary>Whether nothing in the class, in any of its parts, belongs to an instance, and it derives from nothing.</summary>
    private static bool CanBeStatic(TypeDeclarationSyntax type, SemanticModel semantics, CancellationToken cancellation)
        => type is ClassDeclarationSyntax { ParameterList: null }
            && semantics.GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol { BaseType.SpecialType: SpecialType.System_Object, Interfaces.IsEmpty: true } symbol
            && symbol.GetMembers().All(member => member.IsImplicitlyDeclared || member.IsStatic || member is INamedTypeSymbol)
            && symbol.DeclaringSyntaxReferences.All(part => part.GetSyntax(cancellation) is TypeDeclarationSyntax { BaseList: null });

    /// <summary>The type without what contradicts <c>static</c>, which says both.</summary>
    private static TypeDeclarationSyntax Unsealed(TypeDeclarationSyntax type)
    {
        var surplus = type.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.SealedKeyword) || modifier.IsKind(SyntaxKind.AbstractKeyword));
        var place = type.Modifiers.IndexOf(surplus);
        if (place < 0)
        {
            return type;
        }

        // A comment before it stays, before what follows: 'partial' at least.
        var next = type.Modifiers[place + 1];
        return (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Replace(next, next.WithLeadingTrivia(surplus.LeadingTrivia)).RemoveAt(place));
    }

    /// <summary>The type with another modifier: before <c>partial</c>, which comes last, or before the keyword.</summary>
    private static TypeDeclarationSyntax With(SyntaxKind modifier, TypeDeclarationSyntax type)
    {
        var token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        var place = type.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        place = place < 0 ? type.Modifiers.Count : place;
        if (place > 0)
        {
            return (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Insert(place, token));
        }

        // What stands before the first token is a comment, or the space of the line: it stays in front.
        var first = type.Modifiers.Count > 0 ? type.Modifiers[0] : type.Keyword;
        var bare = (TypeDeclarationSyntax)type.ReplaceToken(first, first.WithLeadingTrivia());
        return (TypeDeclarationSyntax)bare.WithModifiers(bare.Modifiers.Insert(0, token.WithLeadingTrivia(first.LeadingTrivia)));
    }
}
