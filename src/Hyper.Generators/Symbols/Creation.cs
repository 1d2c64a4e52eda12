using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Symbols;

/// <summary>Asks C# which constructor it would call.</summary>
internal static class Creation
{
    /// <summary>The constructor that <c>new()</c> calls within a class; <see langword="null"/> where C# cannot choose.</summary>
    public static IMethodSymbol? ConstructorOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.ContainingAssembly is not ISourceAssemblySymbol assembly || type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration)
        {
            return null;
        }

        // Behind the opening brace names mean what they mean in the class; a class without a body has its last token.
        var place = declaration.OpenBraceToken.IsKind(SyntaxKind.None) ? declaration.Identifier.SpanStart : declaration.OpenBraceToken.Span.End;
        var creation = SyntaxFactory.ParseExpression($"new {type.QualifiedName()}()");
        return assembly.Compilation.GetSemanticModel(declaration.SyntaxTree)
            .GetSpeculativeSymbolInfo(place, creation, SpeculativeBindingOption.BindAsExpression).Symbol as IMethodSymbol;
    }
}
