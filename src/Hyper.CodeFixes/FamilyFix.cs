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

        // "Linear, Factorized:10": a rank stands behind a colon.
        foreach (var offer in families.Split([", "], StringSplitOptions.None).Select(offer => offer.Split(':')))
        {
            var (family, rank) = (offer[0], offer.Length > 1 ? offer[1] : "");
            yield return ($"Use Hypernetwork.{family}{(rank.Length > 0 ? $" with Rank = {rank}" : "")}", attribute, With(attribute, family, rank, semantics, cancellation));
        }
    }

    /// <summary>The attribute with another family, and without the options of the old one.</summary>
    private static AttributeSyntax With(AttributeSyntax attribute, string family, string rank, SemanticModel semantics, CancellationToken cancellation)
    {
        var old = attribute.ArgumentList?.Arguments.ToList() ?? [];
        var written = old.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Hypernetwork")
            ?? old.FirstOrDefault(argument => argument.NameEquals is null && IsOfClass(attribute));
        var expression = EnumMember.Of("Hypernetwork", family, written?.Expression, attribute, semantics, cancellation);
        var arguments = old
            .Where(argument => argument.NameEquals?.Name.Identifier.ValueText is not ("Rank" or "HiddenUnits"))
            .Select(argument => argument == written ? argument.WithExpression(expression) : argument)
            .ToList();
        if (written is null)
        {
            arguments.Insert(0, SyntaxFactory.AttributeArgument(expression));
        }

        if (rank.Length > 0)
        {
            arguments.Add(Parsed($"Rank = {rank}"));
        }

        var commas = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Count - 1);
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments.Select(argument => argument.WithoutTrivia()), commas)));
    }

    /// <summary>A class names its family first; a layer, whose first arguments are its sizes, by <c>Hypernetwork = …</c>.</summary>
    private static bool IsOfClass(AttributeSyntax attribute) => attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>() is TypeDeclarationSyntax;

    private static AttributeArgumentSyntax Parsed(string argument)
        => SyntaxFactory.ParseCompilationUnit($"[A({argument})] class C;").DescendantNodes().OfType<AttributeArgumentSyntax>().Single();
}
