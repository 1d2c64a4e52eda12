using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>Writes a member of one of the vocabulary's enums, whatever stands in its place.</summary>
internal static class EnumMember
{
    /// <param name="type">The enum's name.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="written">What stands there; <see langword="null"/> where nothing does.</param>
    /// <param name="place">Where it will stand.</param>
    /// <param name="semantics">The document's meaning.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ExpressionSyntax Of(string type, string member, ExpressionSyntax? written, SyntaxNode place, SemanticModel semantics, CancellationToken cancellation)
    {
        // The user's own way of naming the enum stays: an alias, a namespace. A constant of another class is no such way.
        if (written is MemberAccessExpressionSyntax access && semantics.GetSymbolInfo(access.Expression, cancellation).Symbol is INamedTypeSymbol qualifier && IsEnum(qualifier, type))
        {
            return access.WithName(SyntaxFactory.IdentifierName(member)).WithoutTrivia();
        }

        var meanings = semantics.LookupSymbols(place.SpanStart, name: type);
        var isPlain = meanings.Length > 0 && meanings.All(symbol => symbol is INamedTypeSymbol found && IsEnum(found, type));
        return SyntaxFactory.ParseExpression($"{(isPlain ? type : "global::Hyper.Dsl." + type)}.{member}");
    }

    private static bool IsEnum(INamedTypeSymbol type, string name)
        => type is { TypeKind: TypeKind.Enum } && type.ToDisplayString() == "Hyper.Dsl." + name;
}
