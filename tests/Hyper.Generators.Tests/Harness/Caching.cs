using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Harness;

/// <summary>
/// Fails where the generator emits again what has not changed: after nothing happened, after an edit elsewhere, and
/// after edits in the model's own file that its generated files do not depend on.
/// </summary>
internal static class Caching
{
    public static void Check(GeneratorRun first)
    {
        CheckAfter(first, "a clone of the project", first.Input.Clone());
        CheckAfter(first, "a new file", first.Input.AddSyntaxTrees(Project.Parse("internal sealed class Unrelated;", "Unrelated.cs")));
        foreach (var tree in first.Input.SyntaxTrees)
        {
            CheckAfter(first, "a comment that moves everything", first.Input.ReplaceSyntaxTree(tree, Moved(tree)));
        }

        foreach (var tree in first.Input.SyntaxTrees.Where(tree => Bodies(tree).Any()))
        {
            CheckAfter(first, "an edit inside the methods", first.Input.ReplaceSyntaxTree(tree, Edited(tree)));
        }
    }

    private static void CheckAfter(GeneratorRun first, string edit, Compilation compilation)
    {
        var result = first.Driver.RunGenerators(compilation).GetRunResult().Results[0];
        var steps = result.TrackedOutputSteps.Values
            .Concat(result.TrackedSteps.Where(step => step.Key is TrackingNames.ParseModels or TrackingNames.ReadShapes or TrackingNames.ParseExperiments).Select(step => step.Value))
            .SelectMany(runs => runs)
            .SelectMany(run => run.Outputs)
            .Where(output => !IsReport(output.Value));
        foreach (var (value, reason) in steps)
        {
            Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"After {edit} a step was {reason}: {value}");
        }
    }

    /// <summary>What the generator itself reports of a refused class has places, and those are new in every compilation.</summary>
    private static bool IsReport(object output) => output is ITuple { Length: 2 } pair && pair[1] is ImmutableArray<Diagnostic> { IsEmpty: false };

    private static SyntaxTree Moved(SyntaxTree tree)
        => Project.Parse("// A comment.\n\n\n" + tree.GetText() + "\n// Another.\n", tree.FilePath);

    private static IEnumerable<MethodDeclarationSyntax> Bodies(SyntaxTree tree)
        => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.Body is not null || method.ExpressionBody is not null);

    private static SyntaxTree Edited(SyntaxTree tree)
    {
        var root = tree.GetRoot().ReplaceNodes(Bodies(tree), (method, _) => method.Body is { } body
            ? method.WithBody(body.WithStatements(body.Statements.Insert(0, SyntaxFactory.EmptyStatement())))
            : method.WithExpressionBody(method.ExpressionBody!.WithExpression(SyntaxFactory.ParenthesizedExpression(method.ExpressionBody.Expression))));
        return Project.Parse(root.ToFullString(), tree.FilePath);
    }
}
