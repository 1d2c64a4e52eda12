using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>Holds what is generated for an edited source to its promise: where nothing was wrong before, nothing is afterwards.</summary>
internal static class GeneratedCode
{
    /// <summary>What C# says only because nothing was generated yet.</summary>
    private static readonly string[] CuredByGenerating =
    [
        "CS9248", // A partial property has no implementation.
        "CS0103", // L2 does not exist.
    ];

    /// <summary>Runs the generator and the analyzers; where one of them throws, the edit is told.</summary>
    public static GeneratorRun Run(Compilation project, string edit, string text)
    {
        try
        {
            return GeneratorRun.Of(project);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{edit}:\n{text}", exception);
        }
    }

    /// <summary>Whether there was something to hold to it: neither C# nor a rule found fault with the source.</summary>
    public static bool Check(GeneratorRun run, string edit, string text)
    {
        // What is quick to see comes first: most edits leave text that is no C#.
        if (run.RuleDiagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            || run.Input.SyntaxTrees.Any(tree => tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)))
        {
            return false;
        }

        var before = Errors(run.Input);
        if (before.Any(error => !CuredByGenerating.Contains(error.Id)))
        {
            return false;
        }

        // Generating may only take errors away. Where the user calls a generated method, the call itself may be wrong:
        // that shows once the method is there, and says nothing about what was generated.
        var callsGenerated = before.Any(error => error.Id == "CS0103");
        var known = before.Select(error => error.ToString()).ToHashSet();
        var broken = Errors(run.Output).FirstOrDefault(error =>
            !known.Contains(error.ToString()) && !(callsGenerated && error.Location.SourceTree is { } tree && run.Input.ContainsSyntaxTree(tree)));
        Assert.True(broken is null, $"{edit}: {broken}\n{text}");
        return true;
    }

    private static IReadOnlyList<Diagnostic> Errors(Compilation compilation)
        => [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
}
