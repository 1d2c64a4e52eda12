using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>
/// Compares from where two types can be seen. What is written into an experiment is public there and names the model,
/// which C# allows only where everybody who sees the experiment also sees the model.
/// </summary>
internal static class Visibility
{
    /// <summary>The accessibility that would do for the experiment, or <see langword="null"/> where it has one.</summary>
    public static string? Excess(INamedTypeSymbol experiment, INamedTypeSymbol model)
    {
        var seenFrom = TypeForm.Chain(experiment);
        foreach (var part in TypeForm.Chain(model))
        {
            var needed = part.DeclaredAccessibility;
            var isSeen = needed switch
            {
                Accessibility.Public => true,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => seenFrom.Any(level => StaysInAssembly(level.DeclaredAccessibility)),
                _ => seenFrom.Any(level => SymbolEqualityComparer.Default.Equals(level.ContainingType, part.ContainingType) && (level.DeclaredAccessibility == needed || level.DeclaredAccessibility == Accessibility.Private)),
            };
            if (!isSeen)
            {
                return needed == Accessibility.ProtectedOrInternal ? "internal" : needed.Text();
            }
        }

        return null;
    }

    private static bool StaysInAssembly(Accessibility accessibility)
        => accessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal;
}
