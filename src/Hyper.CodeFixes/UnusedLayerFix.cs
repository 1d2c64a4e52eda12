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
        if (found is PropertyDeclarationSyntax layer)
        {
            yield return ("Remove the layer", layer, null);
        }
    }
}
