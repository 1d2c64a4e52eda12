using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>
/// Makes the descriptors of rules. A message says what was found, what was expected and what to write instead. Ids are
/// grouped by category: 00 structure, 01 shapes, 02 hyperparameters, 03 hypernetworks, 04 experiments, 05 data flow, 06 tables.
/// </summary>
internal static class Rule
{
    private const string Pages = "https://github.com/hyperdsl/hyperdsl/blob/main/docs/rules/";

    /// <summary>Makes a descriptor. The parameters are named as its own: so the analyzer that tracks releases finds them here too.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="title">What the rule demands.</param>
    /// <param name="messageFormat">What was found, and the cure.</param>
    /// <param name="category">The rule's category.</param>
    /// <param name="defaultSeverity">Error, warning or information.</param>
    /// <param name="refuses">
    /// Whether nothing is generated for a class that breaks it. Such a class must not build, so the rule can be neither
    /// suppressed nor made a warning.
    /// </param>
    /// <param name="isEnabledByDefault">Always.</param>
    public static DiagnosticDescriptor Of(
        string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity, bool refuses = false, bool isEnabledByDefault = true)
        => new(
            id,
            title,
            messageFormat,
            category,
            defaultSeverity,
            isEnabledByDefault,
            helpLinkUri: $"{Pages}{id}.md",
            customTags: refuses ? [WellKnownDiagnosticTags.NotConfigurable] : []);

    /// <summary>Whether nothing is generated for a class that breaks a rule.</summary>
    public static bool Refuses(DiagnosticDescriptor rule) => rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable);
}
