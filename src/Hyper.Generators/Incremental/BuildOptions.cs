using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Incremental;

/// <summary>What a build says of itself: MSBuild properties that the consumer's props make visible.</summary>
internal static class BuildOptions
{
    /// <summary>
    /// Whether analyzers run beside the generator, by the rules of the SDK's <c>_ComputeSkipAnalyzers</c> for a build and those of
    /// editors for what they show while one types. Where nothing is said, they do.
    /// </summary>
    public static bool RunsAnalyzers(AnalyzerConfigOptions options)
    {
        if (Is("RunAnalyzers", "false"))
        {
            return false;
        }

        if (Is("DesignTimeBuild", "true"))
        {
            return Is("RunAnalyzers", "true") || !Is("RunAnalyzersDuringLiveAnalysis", "false");
        }

        var isFast = Is("IsImplicitlyTriggeredBuild", "true")
            && !Is("OptimizeImplicitlyTriggeredBuild", "false")
            && (!Is("TreatWarningsAsErrors", "true") || Is("OptimizeImplicitlyTriggeredBuild", "true"));
        return !isFast && (Is("RunAnalyzers", "true") || !Is("RunAnalyzersDuringBuild", "false"));

        bool Is(string property, string value)
            => options.TryGetValue("build_property." + property, out var given) && string.Equals(given, value, StringComparison.OrdinalIgnoreCase);
    }
}
