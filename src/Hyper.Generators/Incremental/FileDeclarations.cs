using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Incremental;

/// <summary>
/// What one file declares, without the bodies of its members: all that an annotated class, of this file or another, can
/// take from it. Read once for a file, however often the project around it changes.
/// </summary>
internal sealed class FileDeclarations
{
    private const string AttributeSuffix = "attribute";

    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Known = new();

    /// <summary>Equal for two files where they have one path and differ in bodies and comments only.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The keys of the names of all types that it declares.</summary>
    public required IReadOnlyCollection<string> Types { get; init; }

    /// <summary>The keys of all names that occur outside bodies.</summary>
    public required IReadOnlyCollection<string> Mentions { get; init; }

    /// <summary>The keys of all names that occur in bodies. They are no part of the fingerprint.</summary>
    public required IReadOnlyCollection<string> BodyMentions { get; init; }

    /// <summary>The namespaces that it declares, in full.</summary>
    public required IReadOnlyCollection<string> Namespaces { get; init; }

    /// <summary>Whether it has a global using, which counts in every other file.</summary>
    public required bool HasGlobalUsings { get; init; }

    /// <summary>Its aliases.</summary>
    public required IReadOnlyList<AliasDeclaration> Aliases { get; init; }

    public static FileDeclarations Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known))
        {
            return known;
        }

        var read = DeclarationWalker.Read(tree, cancellation);
        return Known.GetValue(tree, _ => read);
    }

    /// <summary>
    /// What a name is looked up by: attributes are written with and without the end of their name, and the names of
    /// generated files tell apart types whose names differ in case only.
    /// </summary>
    public static string KeyOf(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.Length > AttributeSuffix.Length && lower.EndsWith(AttributeSuffix, StringComparison.Ordinal)
            ? lower.Substring(0, lower.Length - AttributeSuffix.Length)
            : lower;
    }
}
