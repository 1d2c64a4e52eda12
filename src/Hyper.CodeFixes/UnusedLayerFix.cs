using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0503: removes a layer that nothing uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedLayerFix))]
[Shared]
public sealed class UnusedLayerFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public UnusedLayerFix()
        : base("HYP0503")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found is PropertyDeclarationSyntax layer && !IsNamed(layer, semantics, cancellation))
        {
            yield return ("Remove the layer", layer, null);
        }
    }

    /// <summary>Whether the model names the layer without using it, as in <c>nameof</c>, and would not compile without it.</summary>
    private static bool IsNamed(PropertyDeclarationSyntax layer, SemanticModel semantics, CancellationToken cancellation)
        => semantics.GetDeclaredSymbol(layer, cancellation)?.ContainingType is { } model
            && model.DeclaringSyntaxReferences
                .SelectMany(part => part.GetSyntax(cancellation).DescendantNodes())
                .OfType<IdentifierNameSyntax>()
                .Any(name => name.Identifier.ValueText == layer.Identifier.ValueText);
}
