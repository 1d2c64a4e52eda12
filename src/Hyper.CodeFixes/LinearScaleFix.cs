using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0203: searches on a linear scale, or leaves out a lower bound that a log scale has without it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LinearScaleFix))]
[Shared]
public sealed class LinearScaleFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public LinearScaleFix()
        : base("HYP0203")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found is not AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax arguments } argument)
        {
            yield break;
        }

        if (Named(arguments, "Scale")?.Expression is { } scale)
        {
            yield return ("Use Scale.Linear", scale, EnumMember.Of("Scale", "Linear", scale, scale, semantics, cancellation).WithTriviaFrom(scale));
        }

        // Without an initial value, the bounds say where to start.
        if (argument == Named(arguments, "Min") && Named(arguments, "Initial") is not null)
        {
            yield return ("Remove Min", argument, null);
        }
    }

    private static AttributeArgumentSyntax? Named(AttributeArgumentListSyntax arguments, string name)
        => arguments.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
}
