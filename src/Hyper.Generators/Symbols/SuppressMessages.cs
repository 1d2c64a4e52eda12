using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>Attributes that keep an analyzer's diagnostics from being reported, which works for every rule.</summary>
internal static class SuppressMessages
{
    /// <summary>Whether a rule may be suppressed somewhere in a class: by an attribute of its own, of a member, of a type around it, or of the assembly.</summary>
    public static bool Suppress(INamedTypeSymbol type, string id)
        => TypeForm.Chain(type)
            .Concat(type.GetMembers())
            .Concat<ISymbol>([type.ContainingAssembly, type.ContainingModule])
            .SelectMany(symbol => symbol.GetAttributes())
            .Any(data => data.AttributeClass?.Name == "SuppressMessageAttribute"
                && data.ConstructorArguments is [_, { Value: string rule }]
                && rule.StartsWith(id, StringComparison.Ordinal));
}
