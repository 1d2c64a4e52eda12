using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Text;

/// <summary>Writes names that a user chose.</summary>
internal static class Identifiers
{
    /// <summary>A name as code can write it: with an <c>@</c> where it is a keyword, be it one in some contexts only.</summary>
    public static string Escaped(this string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
