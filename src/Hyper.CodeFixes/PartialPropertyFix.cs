using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0003: declares a layer or hyperparameter as a partial property with a getter only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialPropertyFix))]
[Shared]
public sealed class PartialPropertyFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public PartialPropertyFix()
        : base("HYP0003")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        // A property that is implemented in another part stays implemented whatever is written here.
        if (found is PropertyDeclarationSyntax { Type: not RefTypeSyntax, ExplicitInterfaceSpecifier: null } property
            && semantics.GetDeclaredSymbol(property, cancellation) is { PartialImplementationPart: null, PartialDefinitionPart: null }
            && AsPartial(property) is { } partial)
        {
            yield return ("Declare it as 'partial' with 'get;' only", property, partial);
        }
    }

    // Null where what stands there is half written and makes no property.
    private static PropertyDeclarationSyntax? AsPartial(PropertyDeclarationSyntax property)
    {
        var kept = property.Modifiers.Where(modifier => !(modifier.IsKind(SyntaxKind.StaticKeyword) || modifier.IsKind(SyntaxKind.RequiredKeyword) || modifier.IsKind(SyntaxKind.ReadOnlyKeyword) || modifier.IsKind(SyntaxKind.AbstractKeyword) || modifier.IsKind(SyntaxKind.ExternKeyword) || modifier.IsKind(SyntaxKind.PartialKeyword)));
        var modifiers = string.Concat(kept.Select(modifier => modifier.Text + " ")) + "partial ";
        var attributes = string.Concat(property.AttributeLists.Select(list => list.WithoutLeadingTrivia().ToFullString()));
        return (SyntaxFactory.ParseMemberDeclaration($"{attributes}{modifiers}{property.Type.WithoutTrivia()} {property.Identifier.Text} {{ get; }}") as PropertyDeclarationSyntax)
            ?.WithTriviaFrom(property);
    }
}
