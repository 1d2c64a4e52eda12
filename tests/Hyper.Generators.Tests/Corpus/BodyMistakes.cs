using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes in what methods do.</summary>
internal static class BodyMistakes
{
    public static IEnumerable<MutationKind> All { get; } =
    [
        new("dropped hyperparameter read", DroppedReads),
        new("dropped layer use", DroppedLayers),
        new("hyperparameter in the validation loss", ReadInValidation),
        new("hyperparameter of the wrong kind", WrongKind),
    ];

    private static IEnumerable<Mutation> DroppedReads(CorpusSyntax syntax)
    {
        foreach (var name in CorpusSyntax.NamesOf(syntax.Hyperparameters))
        {
            if (syntax.ReadsOf(name) is not [var read])
            {
                continue;
            }

            if (read.Node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax values } && values.Expression == read.Node.Parent)
            {
                yield return Mutation.Of(syntax.Model, read.File, values, "1f");
            }
            else if (read.Node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call })
            {
                if (call.ArgumentList.Arguments.Count > 1)
                {
                    yield return Mutation.Of(syntax.Model, read.File, call, call.ArgumentList.Arguments[0].ToString());
                }
                else if (call.Parent is BinaryExpressionSyntax sum)
                {
                    yield return Mutation.Of(syntax.Model, read.File, sum, (sum.Left == call ? sum.Right : sum.Left).ToString());
                }
            }
        }
    }

    private static IEnumerable<Mutation> DroppedLayers(CorpusSyntax syntax)
    {
        foreach (var name in CorpusSyntax.NamesOf(syntax.Layers))
        {
            if (syntax.OnlyCallOf(name) is var (file, call))
            {
                yield return Mutation.Of(syntax.Model, file, call, call.ArgumentList.Arguments[0].ToString());
            }
        }
    }

    private static IEnumerable<Mutation> ReadInValidation(CorpusSyntax syntax)
    {
        var names = CorpusSyntax.NamesOf(syntax.Hyperparameters).ToList();
        foreach (var (file, attribute) in syntax.Attributes("ValidationLoss"))
        {
            var loss = (MethodDeclarationSyntax)attribute.Parent!.Parent!;
            var value = loss.ExpressionBody?.Expression ?? loss.DescendantNodes().OfType<ReturnStatementSyntax>().Last().Expression!;

            // A method that is both losses reads the hyperparameters of neither, and a model has its own class's alone.
            var own = loss.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Members.OfType<PropertyDeclarationSyntax>().Select(property => property.Identifier.ValueText).Where(names.Contains).ToList();
            foreach (var name in own.Count > 0 ? own : names)
            {
                yield return Mutation.Of(syntax.Model, file, value, $"{value} + @{name}.Values.mean()");
            }
        }
    }

    private static IEnumerable<Mutation> WrongKind(CorpusSyntax syntax)
    {
        foreach (var (file, attribute) in syntax.Hyperparameters)
        {
            var property = (PropertyDeclarationSyntax)attribute.Parent!.Parent!;
            var calls = syntax.ReadsOf(property.Identifier.ValueText).Select(read => read.Node.Parent?.Parent?.Parent).OfType<InvocationExpressionSyntax>().Select(call => call.Expression.ToString());
            var text = AttributeText.Of(attribute);
            if (calls.Any(call => call is "Drop" or "DropChannels" or "AddNoise" or "Cutout" or "Shift" or "Rotate" or "Brightness" or "SmoothLabels" or "Weigh"))
            {
                yield return Mutation.Of(syntax.Model, file, attribute, text.With("Per", "Hyper.Dsl.Per.Layer").ToString());
            }
            else if (calls.Any(call => call is "L2" or "L1") && syntax.Model.Name != "OwnMethods")
            {
                yield return Mutation.Of(syntax.Model, file, attribute, text.Without("Per").With("Count", "3").ToString());
            }
            else if (calls.Any(call => call is "ClassWeights" or "ExampleWeights"))
            {
                yield return Mutation.Of(syntax.Model, file, attribute, text.Without("Count").With("Per", "Hyper.Dsl.Per.Weight").ToString());
            }
        }
    }
}
