using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes in the sizes of layers and tensors.</summary>
internal static class ShapeMistakes
{
    private const string UnknownCalls = "what delegates, virtual methods and methods of other classes give is unknown, as are an image's size and an input's rank that no view tells";
    private const string UnknownInputs = "what a forward method is given has unknown sizes, and often an unknown rank: only what contradicts a layer or a view is wrong";

    public static IEnumerable<MutationKind> All { get; } =
    [
        new("layer with other inputs", 0.85, syntax => Sizes(syntax, layers => layers.Skip(1), 0), UnknownCalls),
        new("layer with other outputs", 0.8, syntax => Sizes(syntax, layers => layers.SkipLast(1), 1), UnknownCalls),
        new("layer applied twice", Twice),
        new("wrong number in a view", 0.35, syntax => Constants(syntax, "view", "reshape"), UnknownInputs),
        new("wrong dimension of cat or stack", 0.6, syntax => Constants(syntax, "cat", "stack"), UnknownInputs),
        new("wrong dimension of flatten", 0.6, syntax => Constants(syntax, "flatten"), UnknownInputs),
        new("wrong size of a pool", 0.6, syntax => Constants(syntax, "max_pool2d", "avg_pool2d", "max_pool1d", "avg_pool1d", "adaptive_avg_pool2d"), UnknownInputs),
        new("wrong stretch of a row", 0.2, syntax => Constants(syntax, "narrow"), UnknownInputs),
        new("dropped transposition", 0.3, syntax => Dropped(syntax, "transpose", "permute"), UnknownInputs),
        new("dropped flatten, view or mean", 0.3, syntax => Dropped(syntax, "flatten", "view", "reshape", "mean"), UnknownInputs),
        new("other kernel or stride", 0.2, Kernels, UnknownInputs),
    ];

    /// <summary>One more input or output of a class's layers, but for those that the class's own inputs and outputs decide.</summary>
    private static IEnumerable<Mutation> Sizes(CorpusSyntax syntax, Func<IEnumerable<(int File, AttributeSyntax Attribute)>, IEnumerable<(int File, AttributeSyntax Attribute)>> between, int index)
        => syntax.Layers.GroupBy(found => found.Attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Identifier.ValueText)
            .SelectMany(layers => DeclarationMistakes.Change(syntax, between(layers), text => text.Positional(index) is { } size && !size.Contains(':') ? text.WithPositional(index, $"{size} + 1") : null));

    /// <summary>A layer that is given its own outputs, where it takes others.</summary>
    private static IEnumerable<Mutation> Twice(CorpusSyntax syntax)
    {
        foreach (var (_, attribute) in syntax.Attributes("Linear", "Conv1d", "Conv2d", "ConvTranspose2d"))
        {
            var text = AttributeText.Of(attribute);
            var name = ((PropertyDeclarationSyntax)attribute.Parent!.Parent!).Identifier.ValueText;
            if (text.Positional(0) != text.Positional(1) && syntax.OnlyCallOf(name) is var (file, call))
            {
                yield return Mutation.Of(syntax.Model, file, call, $"{call.Expression}({call})");
            }
        }
    }

    /// <summary>Calls in the model's methods with one of their positive numbers replaced by the next.</summary>
    private static IEnumerable<Mutation> Constants(CorpusSyntax syntax, params string[] methods)
        => from call in Calls(syntax, methods)
           from argument in call.Node.ArgumentList.Arguments
           where argument.Expression is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.NumericLiteralExpression) && literal.Token.Value is int
           let number = (int)((LiteralExpressionSyntax)argument.Expression).Token.Value!
           select Mutation.Of(syntax.Model, call.File, argument.Expression, (number + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>Calls on a tensor replaced by the tensor.</summary>
    private static IEnumerable<Mutation> Dropped(CorpusSyntax syntax, params string[] methods)
        => from call in Calls(syntax, methods)
           where call.Node is { Expression: MemberAccessExpressionSyntax, ArgumentList.Arguments.Count: > 0 }
           select Mutation.Of(syntax.Model, call.File, call.Node, ((MemberAccessExpressionSyntax)call.Node.Expression).Expression.ToString());

    private static IEnumerable<Mutation> Kernels(CorpusSyntax syntax)
    {
        var convolutions = syntax.Attributes("Conv1d", "Conv2d", "ConvTranspose2d").ToList();
        return DeclarationMistakes.Change(syntax, convolutions, text => text.Positional(2) is { } kernel ? text.WithPositional(2, $"{kernel} + 2") : null)
            .Concat(DeclarationMistakes.Change(syntax, convolutions, text => text.With("Stride", text["Stride"] is null ? "2" : "1")));
    }

    /// <summary>Calls by simple name, in forward methods and what helps them: what losses do is not followed.</summary>
    private static IEnumerable<(int File, InvocationExpressionSyntax Node)> Calls(CorpusSyntax syntax, string[] methods)
        => syntax.Nodes<InvocationExpressionSyntax>().Where(call =>
            methods.Contains(call.Node.Expression switch
            {
                MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
                SimpleNameSyntax name => name.Identifier.ValueText,
                _ => "",
            }) && !syntax.IsInLoss(call.Node));
}
