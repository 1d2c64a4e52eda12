using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>Finds the body of a method in a compilation.</summary>
internal static class BodySource
{
    /// <summary>The body of a method, an accessor or a getter that is an expression; null where it has none in the project.</summary>
    public static IOperation? Of(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        SyntaxNode? body = declaration switch
        {
            BaseMethodDeclarationSyntax ordinary => (SyntaxNode?)ordinary.Body ?? ordinary.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            ArrowExpressionClauseSyntax getter => getter,
            _ => null,
        };
        return body is not null
            ? compilation.GetSemanticModel(body.SyntaxTree).GetOperation(body, cancellation)
            : null;
    }
}
