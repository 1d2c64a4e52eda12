using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.CodeFixes;

/// <summary>CS0121: says which class of TorchSharp a function is of, where two have it and both are imported: <c>torch.sigmoid(x)</c> or <c>x.sigmoid()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AmbiguousFunctionFix))]
[Shared]
public sealed class AmbiguousFunctionFix : HyperCodeFix
{
    private const string Torch = "TorchSharp.torch";

    /// <summary>Creates the fix.</summary>
    public AmbiguousFunctionFix()
        : base("CS0121")
    {
    }

    private protected override IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation)
    {
        if (found.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: IdentifierNameSyntax name } call
            || semantics.GetSymbolInfo(call, cancellation).CandidateSymbols.OfType<IMethodSymbol>().FirstOrDefault(method => method.ContainingType.ToDisplayString() == Torch) is not { } function)
        {
            yield break;
        }

        var qualified = $"{function.ContainingType.ToMinimalDisplayString(semantics, call.SpanStart)}.{name.Identifier.Text}";
        yield return ($"Write {qualified}(…)", name, SyntaxFactory.ParseExpression(qualified).WithTriviaFrom(name));

        if (call.ArgumentList.Arguments is [{ NameColon: null, Expression: { } tensor }, ..] arguments
            && semantics.GetTypeInfo(tensor, cancellation).Type is INamedTypeSymbol type
            && type.ToDisplayString() == Torch + ".Tensor"
            && type.GetMembers(name.Identifier.ValueText).OfType<IMethodSymbol>().Any(method => !method.IsStatic))
        {
            var receiver = tensor is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
                ? tensor.WithoutTrivia()
                : SyntaxFactory.ParenthesizedExpression(tensor.WithoutTrivia());
            var method = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, name.WithoutTrivia());
            var rest = SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.GetWithSeparators().Skip(2)));
            yield return ($"Call the tensor's {name.Identifier.Text}()", call, SyntaxFactory.InvocationExpression(method, rest).WithTriviaFrom(call));
        }
    }
}
