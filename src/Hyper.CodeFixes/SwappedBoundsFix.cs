using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0201: swaps <c>Min</c> and <c>Max</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwappedBoundsFix))]
[Shared]
public sealed class SwappedBoundsFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public SwappedBoundsFix()
        : base("HYP0201")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments }
            && Bound(arguments, "Min") is { } min
            && Bound(arguments, "Max") is { } max
            && Value(min) > Value(max))
        {
            yield return (
                "Swap Min and Max",
                arguments,
                arguments.ReplaceNodes([min, max], (bound, _) => (bound == min ? max : min).WithTriviaFrom(bound)));
        }

        double Value(ExpressionSyntax bound) => semantics.GetConstantValue(bound, cancellation) is { HasValue: true, Value: IConvertible value }
            ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
            : double.NaN;
    }

    private static ExpressionSyntax? Bound(AttributeArgumentListSyntax arguments, string name)
        => arguments.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;
}
