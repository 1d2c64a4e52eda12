using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Hyper.CodeFixes;

/// <summary>HYP0019: marks a module that stays the same object <c>[SharedModule]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SharedModuleFix))]
[Shared]
public sealed class SharedModuleFix : HyperCodeFix
{
    /// <summary>Creates the fix.</summary>
    public SharedModuleFix()
        : base("HYP0019")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        // A field that can be assigned, a static one and a list of modules want a change that only their author can make.
        var (member, type, canBeShared) = found.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            FieldDeclarationSyntax field => (field, field.Declaration.Type, field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) && !field.Modifiers.Any(SyntaxKind.StaticKeyword)),
            PropertyDeclarationSyntax { AccessorList: { } accessors } property => (property, property.Type, accessors.Accessors.Count == 1 && !property.Modifiers.Any(SyntaxKind.StaticKeyword)),
            _ => ((MemberDeclarationSyntax?)null, (TypeSyntax?)null, false),
        };
        if (member is not null && canBeShared && IsModule(semantics.GetTypeInfo(type!, cancellation).Type))
        {
            yield return ("Mark it [SharedModule]", member, Marked(member));
        }
    }

    /// <summary>The member with the attribute, in front of those that it has.</summary>
    private static MemberDeclarationSyntax Marked(MemberDeclarationSyntax member)
    {
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Hyper.Dsl.SharedModule").WithAdditionalAnnotations(Simplifier.Annotation));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithTrailingTrivia(SyntaxFactory.Space);
        var bare = member.WithLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list)).WithLeadingTrivia(member.GetLeadingTrivia());
    }

    private static bool IsModule(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Module", ContainingType: { Name: "nn", ContainingType.Name: "torch" } })
            {
                return true;
            }
        }

        return false;
    }
}
