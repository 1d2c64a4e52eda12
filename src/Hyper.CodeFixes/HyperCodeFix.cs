using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hyper.CodeFixes;

/// <summary>A fix that replaces one node of the document that the diagnostic lies in.</summary>
public abstract class HyperCodeFix : CodeFixProvider
{
    private protected HyperCodeFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var semantics = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var found = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (var (title, old, replacement) in Fixes(diagnostic, found, semantics, context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(Replaced(root, old, replacement))), title),
                    diagnostic);
            }
        }
    }

    /// <summary>What may be done about a diagnostic: a title, a node, and what takes its place; <see langword="null"/> to remove it.</summary>
    private protected abstract IEnumerable<(string Title, SyntaxNode Old, SyntaxNode? Replacement)> Fixes(
        Diagnostic diagnostic, SyntaxNode found, SemanticModel semantics, CancellationToken cancellation);

    private static SyntaxNode Replaced(SyntaxNode root, SyntaxNode old, SyntaxNode? replacement)
        => replacement is null ? root.RemoveNode(old, SyntaxRemoveOptions.KeepNoTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives)! : root.ReplaceNode(old, replacement);
}
