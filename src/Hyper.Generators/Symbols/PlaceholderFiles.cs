using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>The generated files of classes that are refused, by which an analyzer tells what the generator thought of a class.</summary>
internal static class PlaceholderFiles
{
    /// <summary>How their names end.</summary>
    public const string Ending = ".Faulty.g.cs";

    /// <summary>Whether placeholders were written for a class.</summary>
    public static bool Has(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.FilePath.EndsWith(Ending, StringComparison.Ordinal));
}
