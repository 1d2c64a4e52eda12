using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>An operation that lets no gradient through, and what to write instead of it.</summary>
/// <param name="Site">What the diagnostic underlines.</param>
/// <param name="Name">The operation as a message names it.</param>
/// <param name="Cure">What to write instead.</param>
/// <param name="MakesNumber">Whether the result is a number of C#, not a tensor.</param>
internal sealed record GradientCut(Location Site, string Name, string Cure, bool MakesNumber)
{
    private const string KeepTensor = "keep it a tensor";
    private const string Soften = "use something differentiable, such as softmax or cross_entropy";

    /// <summary>The cut that a call makes; <see langword="null"/> where gradients pass, or where that is not known.</summary>
    public static GradientCut? Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!IsTorch(method.ContainingType))
        {
            return null;
        }

        var (cure, makesNumber) = method.Name switch
        {
            "detach" or "detach_" => ("remove it", false),
            "item" or "ToSingle" or "ToDouble" or "ToScalar" or "tolist" or "data" => (KeepTensor, true),
            "argmax" or "argmin" => (Soften, false),
            "gt" or "ge" or "lt" or "le" or "eq" or "ne" or "greater" or "greater_equal" or "less" or "less_equal" or "not_equal" => (Soften, false),
            "round" or "floor" or "ceil" or "trunc" or "sign" => ("remove it: it is flat, so its gradient is zero", false),
            "long" or "int" or "short" or "byte" or "bool" => ("keep it a floating-point tensor", false),
            _ => ("", false),
        };
        return cure.Length == 0 ? null : new GradientCut(NameIn(call.Syntax).GetLocation(), method.Name, cure, makesNumber);
    }

    /// <summary>The cut of a comparison.</summary>
    public static GradientCut? Of(IBinaryOperation operation)
        => operation is { OperatorMethod.ContainingType: { } type, OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } && IsTorch(type)
            ? new GradientCut(operation.Syntax.GetLocation(), "the comparison", Soften, MakesNumber: false)
            : null;

    /// <summary>The cut of a cast from a tensor to a number.</summary>
    public static GradientCut? Of(IConversionOperation conversion)
        => conversion is { OperatorMethod.ContainingType: { } from, Type: { SpecialType: not SpecialType.None } to } && IsTorch(from)
            ? new GradientCut(conversion.Syntax.GetLocation(), $"the cast to {to.ToDisplayString()}", KeepTensor, MakesNumber: true)
            : null;

    /// <summary>The stretches of a body in which no gradients are kept, each with its cut.</summary>
    public static IEnumerable<(Microsoft.CodeAnalysis.Text.TextSpan Span, GradientCut Cut)> Scopes(IOperation body)
    {
        foreach (var call in body.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name is "no_grad" or "inference_mode"
                && IsTorch(call.TargetMethod.ContainingType)
                && call.Arguments.All(argument => argument.Value.ConstantValue is not { HasValue: true, Value: false })
                && Scope(call.Syntax) is { } span)
            {
                yield return (span, new GradientCut(NameIn(call.Syntax).GetLocation(), call.TargetMethod.Name, "compute it outside of that scope", MakesNumber: false));
            }
        }
    }

    /// <summary>Whether a type is one of TorchSharp's.</summary>
    public static bool IsTorch(INamedTypeSymbol? type)
    {
        var space = type?.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "TorchSharp";
    }

    private static Microsoft.CodeAnalysis.Text.TextSpan? Scope(SyntaxNode call)
    {
        foreach (var node in call.Ancestors())
        {
            switch (node)
            {
                case UsingStatementSyntax statement when !statement.Statement.Span.Contains(call.Span):
                    return statement.Statement.Span;
                case LocalDeclarationStatementSyntax { Parent: { } block } declaration when declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword):
                    return Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(declaration.Span.End, block.Span.End);
                case StatementSyntax:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    private static SyntaxNode NameIn(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } => member.Name,
        InvocationExpressionSyntax invocation => invocation.Expression,
        _ => call,
    };
}
