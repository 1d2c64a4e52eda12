using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>HYP0302, HYP0304, HYP0306, HYP0307: writes one of the response families that the rule offers, with its rank.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FamilyFix))]
[Shared]
public sealed class FamilyFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public FamilyFix()
        : base("HYP0302", "HYP0304", "HYP0306", "HYP0307")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || !diagnostic.Properties.TryGetValue("Families", out var families) || families is null or "")
        {
            yield break;
        }

        // "Linear, Factorized:Rank = 10; Rank, HiddenUnits": a family's own option stands behind a colon, the options of all behind the semicolon.
        var parts = families.Split(["; "], StringSplitOptions.None);
        var options = Listed(parts[1]);
        foreach (var offer in Listed(parts[0]).Select(offer => offer.Split(':')))
        {
            var (family, option) = (offer[0], offer.Length > 1 ? offer[1] : "");
            yield return ($"Use Hypernetwork.{family}{(option.Length > 0 ? $" with {option}" : "")}", attribute, With(attribute, family, option, options, semantics, cancellation));
        }
    }

    /// <summary>The attribute with another family, and without the options of the old one.</summary>
    private static AttributeSyntax With(AttributeSyntax attribute, string family, string option, string[] options, SemanticModel semantics, CancellationToken cancellation)
    {
        var old = attribute.ArgumentList?.Arguments.ToList() ?? [];
        var written = old.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Hypernetwork")
            ?? old.FirstOrDefault(argument => argument.NameEquals is null && IsOfModel(attribute, semantics, cancellation));
        var expression = EnumMember.Of("Hypernetwork", family, written?.Expression, attribute, semantics, cancellation);
        var arguments = old
            .Where(argument => argument.NameEquals is not { } equals || !options.Contains(equals.Name.Identifier.ValueText))
            .Select(argument => argument == written ? argument.WithExpression(expression) : argument)
            .ToList();
        if (written is null && IsOfModel(attribute, semantics, cancellation))
        {
            arguments.Insert(0, SyntaxFactory.AttributeArgument(expression));
        }
        else if (written is null)
        {
            arguments.Add(Parsed($"Hypernetwork = {expression}"));
        }

        if (option.Length > 0)
        {
            arguments.Add(Parsed(option));
        }

        var commas = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Count - 1);
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments.Select(argument => argument.WithoutTrivia()), commas)));
    }

    private static string[] Listed(string text) => text.Split([", "], StringSplitOptions.None);

    /// <summary>A model names its family first; a layer and an experiment, whose first arguments are something else, by <c>Hypernetwork = …</c>.</summary>
    private static bool IsOfModel(AttributeSyntax attribute, SemanticModel semantics, CancellationToken cancellation)
        => semantics.GetTypeInfo(attribute, cancellation).Type?.Name == "HyperModelAttribute";

    private static AttributeArgumentSyntax Parsed(string argument)
        => SyntaxFactory.ParseCompilationUnit($"[A({argument})] class C;").DescendantNodes().OfType<AttributeArgumentSyntax>().Single();
}
