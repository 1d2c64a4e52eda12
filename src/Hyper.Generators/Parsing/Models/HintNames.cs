using System.Globalization;
using System.Text;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Models;

/// <summary>
/// Chooses what the names of a class's generated files start with. They become file names when a project asks to see
/// its generated files, so they are short, plain ASCII and distinct where case is ignored.
/// </summary>
internal static class HintNames
{
    /// <summary>Leaves room for a folder, a hash and the concern within what every file system takes.</summary>
    private const int LongestReadable = 100;

    /// <param name="chain">The class and the types around it, outermost first.</param>
    public static string For(IReadOnlyList<INamedTypeSymbol> chain)
    {
        var exact = ExactName(chain);
        var readable = new StringBuilder();
        foreach (var character in exact)
        {
            readable.Append(IsPlain(character) ? character : '_');
        }

        var isPlain = readable.ToString() == exact && exact.Length <= LongestReadable && !HasTwin(chain);
        return isPlain
            ? exact
            : $"{readable.ToString(0, Math.Min(readable.Length, LongestReadable))}-{Hash(exact)}";
    }

    /// <summary>A name that no other type of the project has. The kind tells apart what only a faulty project declares twice.</summary>
    private static string ExactName(IReadOnlyList<INamedTypeSymbol> chain)
    {
        var types = string.Join("-", chain.Select(type => type.MetadataName + (type is { TypeKind: TypeKind.Class, IsRecord: false } ? "" : " " + TypeForm.Keyword(type))));
        return chain[0].ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{types}" : types;
    }

    private static bool IsPlain(char character)
        => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-';

    /// <summary>Whether something beside the class, or beside what it is in, has the same name but for case.</summary>
    private static bool HasTwin(IReadOnlyList<INamedTypeSymbol> chain)
    {
        for (ISymbol current = chain[chain.Count - 1]; current.ContainingSymbol is INamespaceOrTypeSymbol container; current = container)
        {
            var name = current.Name;
            if (container.GetMembers().Any(member => member is INamespaceOrTypeSymbol
                && member.Name != name
                && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FNV-1a in 64 bits: the same for the same name on every machine.</summary>
    private static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
