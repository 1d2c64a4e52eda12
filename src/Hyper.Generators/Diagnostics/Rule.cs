using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>
/// Makes the descriptors of rules. A message says what was found, what was expected and what to write instead. Ids are
/// grouped by category: 00 structure, 01 shapes, 02 hyperparameters, 03 hypernetworks, 04 experiments, 05 data flow.
/// </summary>
/// <remarks>The parameters are named as those of a descriptor: so the analyzer that tracks releases finds them here too.</remarks>
internal static class Rule
{
    private const string Pages = "https://github.com/hyperdsl/hyperdsl/blob/main/docs/rules/";

    public static DiagnosticDescriptor Of(
        string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity, bool isEnabledByDefault = true)
        => new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, helpLinkUri: $"{Pages}{id}.md");
}
