using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Incremental;

/// <summary>What a build says of itself: MSBuild properties that the consumer's props make visible.</summary>
internal static class BuildOptions
{
    /// <summary>The namespace of the project; null where it says none.</summary>
    public static string? RootNamespace(AnalyzerConfigOptions options)
        => options.TryGetValue("build_property.RootNamespace", out var given) && given.Length > 0 ? given : null;

    /// <summary>
    /// Whether analyzers run beside the generator, by the rules of the SDK's <c>_ComputeSkipAnalyzers</c>. Where nothing is said,
    /// they do. An editor that analyses what its builds do not shows a refusal twice; that no build lacks one is worth it.
    /// </summary>
    public static bool RunsAnalyzers(AnalyzerConfigOptions options)
    {
        var isFast = Is("IsImplicitlyTriggeredBuild", "true")
            && !Is("OptimizeImplicitlyTriggeredBuild", "false")
            && (!Is("TreatWarningsAsErrors", "true") || Is("OptimizeImplicitlyTriggeredBuild", "true"));
        return !isFast && (Is("RunAnalyzers", "true") || !(Is("RunAnalyzers", "false") || Is("RunAnalyzersDuringBuild", "false")));

        bool Is(string property, string value)
            => options.TryGetValue("build_property." + property, out var given) && string.Equals(given, value, StringComparison.OrdinalIgnoreCase);
    }
}
