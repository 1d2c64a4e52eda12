using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Harness;

/// <summary>What every test of the generator asserts.</summary>
internal static class Verify
{
    /// <summary>
    /// Runs the generator and demands: no diagnostic of a rule, no error or warning of the C# compiler, and nothing
    /// emitted again after an unrelated edit.
    /// </summary>
    public static GeneratorRun Clean(params string[] files) => Clean(Project.Of(files));

    /// <inheritdoc cref="Clean(string[])"/>
    public static GeneratorRun Clean(Compilation input)
    {
        var run = GeneratorRun.Of(input);
        Assert.Empty(run.RuleDiagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        Caching.Check(run);
        return run;
    }

    /// <summary>The same, and looks at what was generated: <c>Verify.Generated(source).Member("Hidden").IsBody("…")</c>.</summary>
    public static GeneratedFiles Generated(params string[] files) => new(Clean(files).Files.Values);

    /// <inheritdoc cref="Generated(string[])"/>
    public static GeneratedFiles Generated(ModelSource source) => Generated(source.ToString());

    /// <summary>Runs the generator and demands exactly these diagnostics of rules, each with the text that it underlines.</summary>
    public static GeneratorRun Reports(string file, params (string Id, string Underlined)[] expected)
        => Reports(Project.Of(file), expected);

    /// <inheritdoc cref="Reports(string, ValueTuple{string, string}[])"/>
    public static GeneratorRun Reports(Compilation input, params (string Id, string Underlined)[] expected)
    {
        var run = GeneratorRun.Of(input);
        Assert.Equal(expected, run.RuleDiagnostics.Select(diagnostic => (diagnostic.Id, Underlined(diagnostic))));
        Caching.Check(run);
        return run;
    }

    /// <summary>The same, and the C# compiler has nothing to add: the rule speaks alone.</summary>
    public static GeneratorRun ReportsAlone(string file, params (string Id, string Underlined)[] expected)
    {
        var run = Reports(file, expected);
        Assert.Empty(run.CompilerDiagnostics);
        return run;
    }

    private static string Underlined(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
