using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0213, HYP0305, HYP0405, HYP0410, HYP0415, HYP0433: removes an option or setting that nothing reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnreadOptionFix))]
[Shared]
public sealed class UnreadOptionFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public UnreadOptionFix()
        : base("HYP0213", "HYP0305", "HYP0405", "HYP0410", "HYP0415", "HYP0433")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found is AttributeArgumentSyntax { NameEquals: { } option, Parent: AttributeArgumentListSyntax arguments })
        {
            // Parentheses with nothing in them go as well.
            yield return ($"Remove {option.Name.Identifier.ValueText}", arguments.Arguments.Count > 1 ? found : arguments, null);
        }
    }
}
