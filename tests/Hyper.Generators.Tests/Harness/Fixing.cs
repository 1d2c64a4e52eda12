using System.Collections.Immutable;
using Hyper.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Tests.Harness;

/// <summary>Does what an editor does with a fix: offers it for what the analyzers report, and applies it.</summary>
internal static class Fixing
{
    /// <summary>The titles that the fix offers for the first diagnostic that it knows.</summary>
    public static IReadOnlyList<string> Offers(HyperCodeFix fix, string source)
        => [.. Actions(fix, Document(source), Diagnostics(fix, source)[0]).Select(action => action.Title)];

    /// <summary>The source after the fix with this title, or the first, of the first diagnostic that the fix knows.</summary>
    public static string Apply(HyperCodeFix fix, string source, string? title = null)
    {
        var document = Document(source);
        var action = Actions(fix, document, Diagnostics(fix, source)[0]).First(action => title is null || action.Title == title);
        return Text(action, document);
    }

    /// <summary>The source after the fix of every diagnostic with the id of the first one.</summary>
    public static string ApplyAll(HyperCodeFix fix, string source)
    {
        var document = Document(source);
        var diagnostics = Diagnostics(fix, source).ToList();
        diagnostics = [.. diagnostics.Where(diagnostic => diagnostic.Id == diagnostics[0].Id).Select(diagnostic => Moved(diagnostic, document))];
        var action = Actions(fix, document, diagnostics[0])[0];
        var context = new FixAllContext(document, fix, FixAllScope.Document, action.EquivalenceKey, [diagnostics[0].Id], new Known([.. diagnostics]), CancellationToken.None);
        return Text(fix.GetFixAllProvider().GetFixAsync(context).GetAwaiter().GetResult()!, document);
    }

    private static IReadOnlyList<Diagnostic> Diagnostics(HyperCodeFix fix, string source)
    {
        // What C# itself reports of the user's code may have a fix too.
        var run = GeneratorRun.Of(Project.Of(source));
        return [.. run.RuleDiagnostics.Concat(run.CompilerDiagnostics).Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    private static Document Document(string source)
    {
        var compilation = Project.Of(source);
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "UserProject",
            "UserProject",
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees.First().Options,
            metadataReferences: compilation.References));
        return workspace.AddDocument(project.Id, "File0.cs", SourceText.From(source));
    }

    /// <summary>The same diagnostic in the document's own tree: the analyzers ran on another one with the same text.</summary>
    private static Diagnostic Moved(Diagnostic diagnostic, Document document)
    {
        var tree = document.GetSyntaxTreeAsync().GetAwaiter().GetResult()!;
        return Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, diagnostic.Location.SourceSpan), diagnostic.Properties);
    }

    private static List<CodeAction> Actions(HyperCodeFix fix, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
        return actions;
    }

    private static string Text(CodeAction action, Document document)
    {
        var operation = action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single();
        return operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync().GetAwaiter().GetResult().ToString();
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) => Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
