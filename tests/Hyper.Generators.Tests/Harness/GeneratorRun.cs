using System.Collections.Immutable;
using Hyper.Generators.Checking;
using Hyper.Generators.Checking.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Tests.Harness;

/// <summary>One run of the generator and the analyzers over a project.</summary>
internal sealed class GeneratorRun
{
    private static readonly string[] UsersBusiness = ["CS0436", "CS0612", "CS0618"];
    private static readonly string[] OfPlaceholders = ["CS1591", "CS8618"];

    private GeneratorRun(GeneratorDriver driver, Compilation input, Compilation output, ImmutableArray<Diagnostic> ruleDiagnostics)
    {
        Driver = driver;
        Input = input;
        Output = output;
        RuleDiagnostics = ruleDiagnostics;
    }

    /// <summary>The schemas of tables that the run was given.</summary>
    public IReadOnlyList<AdditionalText> Schemas { get; private init; } = [];

    /// <summary>The driver after the run: running it again shows what is computed again.</summary>
    public GeneratorDriver Driver { get; }

    public Compilation Input { get; }

    /// <summary>The project with the generated files.</summary>
    public Compilation Output { get; }

    /// <summary>What the analyzers report, in the order of the source.</summary>
    public ImmutableArray<Diagnostic> RuleDiagnostics { get; }

    public IReadOnlyDictionary<string, string> Files
        => Driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>
    /// What the C# compiler reports about the project with its generated files, but what it only hints at; and what it would report about
    /// generated files if they did not switch off all warnings, but for what they switch them off for.
    /// </summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics
        => [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && (!diagnostic.IsSuppressed || IsOfOurMaking(diagnostic)))];

    /// <summary>What the generator itself reports: nothing, where analyzers run and what they say comes through.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics => Driver.GetRunResult().Results[0].Diagnostics;

    public static GeneratorRun Of(Compilation input)
    {
        var run = Of(input, new MsBuildProperties());
        Assert.True(run.GeneratorDiagnostics.IsEmpty || run.SilencesAnalyzers, string.Join('\n', run.GeneratorDiagnostics));
        return run;
    }

    /// <summary>Whether declarations have errors, so that a build shows nothing of what analyzers say.</summary>
    private bool SilencesAnalyzers => Output.GetDeclarationDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>A warning of the C# compiler's in a generated file that no word of the user's is the reason of. (Experimental members have ids of their own.)</summary>
    private bool IsOfOurMaking(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree is { } tree
            && !Input.SyntaxTrees.Contains(tree)
            && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
            && !(UsersBusiness.Contains(diagnostic.Id) || (tree.FilePath.EndsWith(".Faulty.g.cs", StringComparison.Ordinal) && OfPlaceholders.Contains(diagnostic.Id)));

    public static GeneratorRun Of(Compilation input, MsBuildProperties properties, params AdditionalText[] schemas)
    {
        ISourceGenerator[] others = input.SyntaxTrees.Any(tree => tree.ToString().Contains(ForeignGenerator.Name, StringComparison.Ordinal)) ? [new ForeignGenerator().AsSourceGenerator()] : [];
        var driver = CSharpGeneratorDriver.Create(
            [new HyperModelGenerator().AsSourceGenerator(), .. others],
            additionalTexts: schemas,
            parseOptions: (CSharpParseOptions)input.SyntaxTrees.First().Options,
            optionsProvider: properties,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var ran = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        var result = ran.GetRunResult().Results[0];
        if (result.Exception is { } exception)
        {
            throw new InvalidOperationException("The generator threw.", exception);
        }

        return new GeneratorRun(ran, input, output, Analyze(output)) { Schemas = schemas };
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation output)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer} threw.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var found = output.WithAnalyzers([new DeclarationAnalyzer(), new DataFlowAnalyzer(), new ShapeAnalyzer(), new TableAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
