using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes that keep gradients from what is to be trained, or that write into it.</summary>
internal static class GradientMistakes
{
    private const string Torch = "global::TorchSharp.torch";

    private const string NotFollowed = "values are not followed into local functions, delegates and other methods";

    private static readonly string[] Cuts = [".detach()", ".sign()", ".gt(0)"];

    public static IEnumerable<MutationKind> All { get; } =
    [
        new("layer behind a cut", 0.8, syntax => Layers(syntax, inForward: true), NotFollowed),
        new("layer behind a cut in a helper method", 0, syntax => Layers(syntax, inForward: false), NotFollowed),
        new("forward method without gradients", 0.8, syntax => Statements(syntax, "Forward", _ => [$"using var guard = {Torch}.no_grad();"]), NotFollowed),
        new("outputs detached in the training loss", 0.9, syntax => Outputs(syntax, ".detach()"), NotFollowed),
        new("outputs as classes in the training loss", 0.9, syntax => Outputs(syntax, ".argmax(1)"), NotFollowed),
        new("training loss as a number", 0.9, syntax => Values(syntax, "TrainingLoss", value => $"{Torch}.tensor(({value}).item<float>())"), NotFollowed),
        new("training loss without gradients", 0.9, syntax => Statements(syntax, "TrainingLoss", _ => [$"using var guard = {Torch}.no_grad();"]), NotFollowed),
        new("weight scaled in place", syntax => Statements(syntax, "Forward", owner => Weights(syntax, owner).Select(weight => $"{weight}.mul_(0.9);"))),
        new("weight overwritten", syntax => Statements(syntax, "TrainingLoss", owner => Weights(syntax, owner).Select(weight => $"{weight}[0] = 0;"))),
        new("hyperparameter read as a number", 0.95, Numbers, NotFollowed),
        new("targets not mixed", syntax => Calls(syntax, "MixTargets").Select(call => Mutation.Of(syntax.Model, call.File, call.Node, call.Node.ArgumentList.Arguments[0].ToString()))),
    ];

    /// <summary>Layers' outputs behind one cut or another; recurrent layers have several outputs, each of which is a way to the layer.</summary>
    private static IEnumerable<Mutation> Layers(CorpusSyntax syntax, bool inForward)
        => CorpusSyntax.NamesOf(syntax.Layers.Except(syntax.Attributes("Lstm", "Gru")))
            .Select(syntax.OnlyCallOf)
            .OfType<(int File, InvocationExpressionSyntax Call)>()
            .Where(found => found.Call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && CorpusSyntax.IsForward(method) == inForward)
            .Select((found, index) => Mutation.Of(syntax.Model, found.File, found.Call, found.Call + Cuts[index % Cuts.Length]));

    /// <summary>The outputs in a training loss that mentions them once.</summary>
    private static IEnumerable<Mutation> Outputs(CorpusSyntax syntax, string cut)
    {
        foreach (var (file, loss) in syntax.Methods("TrainingLoss"))
        {
            var outputs = loss.ParameterList.Parameters[0].Identifier.ValueText;
            var mentions = loss.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == outputs).ToList();
            if (mentions is [var mention])
            {
                yield return Mutation.Of(syntax.Model, file, mention, mention + cut);
            }
        }
    }

    private static IEnumerable<Mutation> Values(CorpusSyntax syntax, string role, Func<ExpressionSyntax, string> change)
        => syntax.Methods(role).Select(found => (found.File, Value: CorpusSyntax.ValueOf(found.Method))).Select(found => Mutation.Of(syntax.Model, found.File, found.Value, change(found.Value)));

    /// <summary>A statement at the start of a method.</summary>
    private static IEnumerable<Mutation> Statements(CorpusSyntax syntax, string role, Func<ClassDeclarationSyntax, IEnumerable<string>> statements)
    {
        foreach (var (file, method) in syntax.Methods(role))
        {
            foreach (var statement in statements(method.FirstAncestorOrSelf<ClassDeclarationSyntax>()!))
            {
                yield return method.Body is { } body
                    ? new Mutation(syntax.Model, file, body.OpenBraceToken.Span, $"{{ {statement}")
                    : new Mutation(syntax.Model, file, TextSpan.FromBounds(method.ExpressionBody!.SpanStart, method.SemicolonToken.Span.End), $"{{ {statement} return {method.ExpressionBody.Expression}; }}");
            }
        }
    }

    /// <summary>The weights of the layers that a class declares in this file.</summary>
    private static IEnumerable<string> Weights(CorpusSyntax syntax, ClassDeclarationSyntax owner)
        => CorpusSyntax.NamesOf(syntax.Layers.Except(syntax.Attributes("Lstm", "Gru")).Where(found => found.Attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>() == owner)).Select(name => $"this.@{name}.weight");

    /// <summary>A hyperparameter that one of the model's methods reads as a tensor, read as a number.</summary>
    private static IEnumerable<Mutation> Numbers(CorpusSyntax syntax)
    {
        foreach (var name in CorpusSyntax.NamesOf(syntax.Hyperparameters))
        {
            foreach (var (file, node) in syntax.ReadsOf(name))
            {
                var number = $"{node}.Values.mean().item<float>()";
                if (node.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } || !CorpusSyntax.IsTrainedMethod(call.FirstAncestorOrSelf<MethodDeclarationSyntax>()))
                {
                    continue;
                }

                if (call.ArgumentList.Arguments is [var rows, _])
                {
                    yield return Mutation.Of(syntax.Model, file, call, $"({rows}) * {number}");
                }
                else if (call.ArgumentList.Arguments.Count == 1 && call.Parent is BinaryExpressionSyntax)
                {
                    yield return Mutation.Of(syntax.Model, file, call, number);
                }
            }
        }
    }

    private static IEnumerable<(int File, InvocationExpressionSyntax Node)> Calls(CorpusSyntax syntax, string name)
        => syntax.Nodes<InvocationExpressionSyntax>().Where(call => call.Node.Expression.ToString() == name);
}
