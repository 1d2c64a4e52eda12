using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Bodies;

/// <summary>Where diagnostics point to in calls.</summary>
internal static class CallSite
{
    /// <summary>The name of what is called; the whole where it is no call of a method.</summary>
    public static SyntaxNode Name(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } => member.Name,
        InvocationExpressionSyntax invocation => invocation.Expression,
        _ => call,
    };
}
