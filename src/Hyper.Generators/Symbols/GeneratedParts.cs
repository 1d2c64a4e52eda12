using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>
/// Tells what the user wrote from what was generated for it: an analyzer sees the project with its generated files, and
/// must judge the class as the generator saw it.
/// </summary>
internal static class GeneratedParts
{
    /// <summary>Whether a symbol is declared in generated files only. What has no declaration, such as a default constructor, is the user's.</summary>
    public static bool IsGenerated(ISymbol symbol)
        => symbol.DeclaringSyntaxReferences is { IsEmpty: false } references
            && references.All(reference => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
}
