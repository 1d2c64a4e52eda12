using Hyper.CodeFixes;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>Asks every code fix what it offers for what the analyzers found, and takes each offer: none may throw.</summary>
internal static class OfferedFixes
{
    private static readonly IReadOnlyList<CodeFixProvider> All =
        [.. typeof(HyperCodeFix).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider))).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private static readonly AdhocWorkspace Workspace = new();

    /// <summary>How many offers there were.</summary>
    public static int TakeAll(GeneratorRun run)
    {
        var found = run.RuleDiagnostics.Where(diagnostic => All.Any(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id))).ToList();
        if (found.Count == 0)
        {
            return 0;
        }

        var project = Project(run.Input);
        var taken = 0;
        foreach (var diagnostic in found)
        {
            var document = project.Documents.Single(document => document.FilePath == diagnostic.Location.SourceTree!.FilePath);
            foreach (var fix in All.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                taken += Take(fix, document, diagnostic);
            }
        }

        return taken;
    }

    private static Microsoft.CodeAnalysis.Project Project(Compilation input)
    {
        var project = Workspace.CurrentSolution.AddProject("UserProject", "UserProject", LanguageNames.CSharp)
            .WithCompilationOptions(input.Options)
            .WithParseOptions(input.SyntaxTrees.First().Options)
            .WithMetadataReferences(input.References);
        return input.SyntaxTrees.Aggregate(project, (before, tree) => before.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project);
    }

    private static int Take(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
        foreach (var action in actions)
        {
            var operation = action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single();
            Assert.NotNull(operation.ChangedSolution.GetDocument(document.Id));
        }

        return actions.Count;
    }
}
