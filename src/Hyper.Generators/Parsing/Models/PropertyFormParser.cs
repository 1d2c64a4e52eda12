using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Refused;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Checks that the compiler can implement an annotated property.</summary>
internal static class PropertyFormParser
{
    /// <summary>Checks the property's form and type.</summary>
    /// <param name="property">The property.</param>
    /// <param name="role">The name of its attribute, without <c>Attribute</c>.</param>
    /// <param name="expectedType">The dotted name of the type that it must have.</param>
    /// <param name="faults">Where to report to.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Check(IPropertySymbol property, string role, string expectedType, Faults faults, CancellationToken cancellation)
    {
        var expected = expectedType.Substring(expectedType.LastIndexOf('.') + 1);
        if (WhatIsWrong(property, cancellation) is { } found)
        {
            faults.Report(StructureRules.PropertyForm, property.Identifier(), property.IsIndexer ? "Name" : property.Name, found, expected);
        }

        if (property.Type.TypeKind == TypeKind.Error)
        {
            faults.ReportUnseen(TypeLocation(property, cancellation), "the type", property.Name);
        }
        else if (!property.Type.Is(expectedType) || property.Type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            faults.Report(StructureRules.PropertyType, TypeLocation(property, cancellation), property.Name, role, property.Type.ShortName(), expected);
        }
    }

    /// <summary>The modifiers that the generated part must repeat.</summary>
    public static string Modifiers(IPropertySymbol property, CancellationToken cancellation)
        => string.Join(" ", Syntax(property, cancellation)?.Modifiers.Where(token => !token.IsKind(SyntaxKind.PartialKeyword)).Select(token => token.Text) ?? []);

    /// <summary>Whether the user's part of the property has a documentation comment.</summary>
    public static bool HasDocumentation(IPropertySymbol property, CancellationToken cancellation)
        => Syntax(property, cancellation)?.GetLeadingTrivia().Any(trivia =>
            trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)) == true;

    /// <summary>The property as it can be implemented even though a rule refuses its class, or <see langword="null"/>.</summary>
    public static RefusedProperty? AsRefused(IPropertySymbol property, CancellationToken cancellation)
        => WhatIsWrong(property, cancellation) is null && property.Type is not { TypeKind: TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer }
            ? new RefusedProperty(property.Name, Modifiers(property, cancellation), property.Type.QualifiedName())
            : null;

    private static string? WhatIsWrong(IPropertySymbol property, CancellationToken cancellation)
    {
        if (property.IsIndexer)
        {
            return "is an indexer";
        }

        if (property.IsStatic)
        {
            return "is static";
        }

        if (property.IsRequired)
        {
            return "is required";
        }

        if (property.RefKind != RefKind.None)
        {
            return "returns by reference";
        }

        if (property.SetMethod is { } setter)
        {
            return setter.IsInitOnly ? "has an init accessor" : "has a setter";
        }

        if (property.PartialImplementationPart is { } implementation && !GeneratedParts.IsGenerated(implementation))
        {
            return "is implemented already";
        }

        if (!property.IsPartialDefinition)
        {
            return Syntax(property, cancellation)?.Modifiers.Any(SyntaxKind.PartialKeyword) == true ? "has a body" : "is not partial";
        }

        return property.GetMethod is null ? "has no getter" : null;
    }

    private static BasePropertyDeclarationSyntax? Syntax(IPropertySymbol property, CancellationToken cancellation)
        => property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as BasePropertyDeclarationSyntax;

    private static Location TypeLocation(IPropertySymbol property, CancellationToken cancellation)
        => Syntax(property, cancellation)?.Type.GetLocation() ?? property.Identifier();
}
