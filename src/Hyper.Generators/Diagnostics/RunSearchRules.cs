using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about searches of runs: HYP0440 and on.</summary>
internal static class RunSearchRules
{
    private const string Category = "HyperDsl.Experiments";

    public static readonly DiagnosticDescriptor Form = Rule.Of(
        "HYP0440",
        "A search of runs is a static partial class",
        "The search of runs '{0}' {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor Experiment = Rule.Of(
        "HYP0441",
        "A search of runs chooses among tuned runs of its project",
        "The search of runs '{0}' names '{1}', which {2}; {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor Range = Rule.Of(
        "HYP0442",
        "A setting is varied to values that it may have",
        "The search of runs '{0}' varies {1} {2}; {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NotRead = Rule.Of(
        "HYP0443",
        "A setting that is varied is read",
        "The search of runs '{0}' varies {1}, which {2} does not read, so that runs that differ in it alone are the same; vary what it reads, or leave it out",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Number = Rule.Of(
        "HYP0444",
        "A search of runs has something to choose, and numbers in their ranges",
        "The search of runs '{0}' has {1}; write {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor Steps = Rule.Of(
        "HYP0445",
        "The runs of a search have as many steps",
        "The search of runs '{0}' chooses between '{1}' of {2} steps and '{3}' of {4}, whose losses do not compare; give both as many Steps",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);
}
