using Hyper.Generators.Diagnostics;
using Hyper.Generators.Tests.Checking.Cases;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What a rule refuses does not build, says so once, and is not drowned by what is missing.</summary>
public sealed class RefusalTests
{
    /// <summary>Code that uses everything that is generated for a model and its experiment.</summary>
    private const string Uses = """
        internal static class Program
        {
            internal static async System.Threading.Tasks.Task Main(Hyper.Runtime.Data.DataSplits data, Tensor rows)
            {
                using var result = await Tune.RunAsync(data);
                using var again = await Tune.RunAsync(data, Tune.Settings with { Seed = 3 }, progress: null);
                var start = new Digits.Hyperparameters { WeightDecay = Hyper.Runtime.Spaces.HyperVector.Repeat(1e-3, Digits.Layout.WeightCount), Dropout = 0.5 };
                using var third = await Tune.RunFromAsync(start, data);
                using var trained = await Tune.TrainAtAsync(start with { Dropout = 0.1 }, data);
                using var along = await Tune.TrainAlongAsync(result.Trajectory, data);
                var report = await Tune.CheckHypergradientAsync(data);
                Digits.Hyperparameters tuned = result.Hyperparameters;
                Digits.Trained model = result.Model;
                var outputs = model.Predict(rows);
                var loss = model.ValidationLoss(data.Validation);
                model.Save("model");
                result.Save("response");
                using var loaded = Digits.Load("model");
                using var response = Digits.LoadResponse(System.IO.Stream.Null, rows.device);
                using var near = response.ModelAt(tuned);
                System.Console.WriteLine($"{tuned.Dropout} {Digits.Hyperparameters.Space.Count} {Digits.Layout.Weights} {1.0 / Digits.Layout.HyperparameterCount} {report} {outputs} {loss}");
            }
        }
        """;

    private static readonly ModelSource Good = new() { After = "[Experiment<Digits>] public static partial class Tune;\n" + Uses };

    private static readonly MsBuildProperties NoAnalyzers = new(("RunAnalyzers", "false"));

    /// <summary>What it is, and what the user writes instead of what.</summary>
    public static TheoryData<string, string, string, string[]> Refused => new()
    {
        { "a size", "[Linear(64, 32)]", "[Linear(0, 32)]", ["HYP0101", "HYP0402"] },
        { "a layer's form", "public partial HyperLinear Hidden { get; }", "public HyperLinear Hidden { get; } = null!;", ["HYP0003", "HYP0402"] },
        { "no training loss", "[TrainingLoss]", "", ["HYP0006", "HYP0402"] },
        { "a range", "Max = 0.9", "Max = 0", ["HYP0201", "HYP0402"] },
        { "a model that cannot be created", "private static Tensor Use", "public Digits(int size) => _ = size; private static Tensor Use", ["HYP0012", "HYP0402"] },
        { "an abstract model", "public sealed partial class Digits", "public abstract partial class Digits", ["HYP0002", "HYP0402"] },
        { "a family", "[HyperModel]", "[HyperModel((Hypernetwork)99)]", ["HYP0207", "HYP0402"] },
        { "a setting", "[Experiment<Digits>]", "[Experiment<Digits>(Steps = 0)]", ["HYP0403"] },
        { "an experiment's form", "public static partial class Tune", "public partial class Tune", ["HYP0401"] },
        { "two things at once", "[Experiment<Digits>]", "[Experiment<Digits>(Algorithm.Unrolled, Optimizer = OptimizerKind.Adam, Steps = 0)]", ["HYP0403", "HYP0415"] },
    };

    [Fact]
    public void The_code_that_uses_everything_compiles() => Verify.Clean(Good.ToString());

    [Theory]
    [MemberData(nameof(Refused))]
    public void Uses_of_what_is_refused_compile_and_the_rule_speaks_alone(string what, string before, string after, string[] ids)
    {
        var run = GeneratorRun.Of(Project.Of(Edited(before, after)));
        Assert.Equal(ids, run.RuleDiagnostics.Select(diagnostic => diagnostic.Id).Order());
        Assert.True(run.CompilerDiagnostics.Count == 0, $"{what}: {string.Join("\n", run.CompilerDiagnostics)}");
    }

    /// <summary>A method that many a class has: all else that is written for the model has its place.</summary>
    [Fact]
    public void A_name_that_loading_takes_is_all_that_is_said()
    {
        var run = GeneratorRun.Of(Project.Of(Edited("private static Tensor Use", "public static Trained Load(string name) => throw new System.NotSupportedException(name); private static Tensor Use")));
        Assert.Equal(["HYP0015", "HYP0402"], run.RuleDiagnostics.Select(diagnostic => diagnostic.Id).Order());
        Assert.Empty(run.CompilerDiagnostics);
    }

    /// <summary>Where no types can be written for the model, whatever the user's code does with a result is left open.</summary>
    [Theory]
    [InlineData("[Experiment<string>]", "HYP0402")]
    [InlineData("[Experiment<Plain>]", "HYP0402")]
    public void Entry_points_without_a_model(string experiment, string id)
        => Verify.ReportsAlone(
            $$"""
            {{ModelSource.Usings}}
            public sealed class Plain { }
            {{experiment}} public static partial class Tune;
            internal static class Program
            {
                internal static async System.Threading.Tasks.Task Main(Hyper.Runtime.Data.DataSplits data)
                {
                    using var result = await Tune.RunAsync(data, Tune.Settings);
                    System.Console.WriteLine($"{result.Hyperparameters.Dropout} {result.Model}");
                }
            }
            """,
            (id, experiment["[Experiment<".Length..^2]));

    [Fact]
    public void A_name_that_the_user_has_is_left_to_the_user()
        => Verify.ReportsAlone(
            (new ModelSource { After = "[Experiment<Digits>] public static partial class Tune { public static int Settings => 1; public static int RunAsync() => Settings; }" }).ToString(),
            ("HYP0015", "Settings"),
            ("HYP0015", "RunAsync"));

    [Fact]
    public void Placeholders_name_the_rule()
    {
        var files = GeneratorRun.Of(Project.Of(Edited("[Linear(64, 32)]", "[Linear(0, 32)]"))).Files;
        Assert.All(["Digits.Faulty.g.cs", "Tune.Faulty.g.cs"], file => Assert.Contains("__Refused() => new(\"The compiler refuses", files[file]));
        Assert.Contains("HYP0101: ", files["Digits.Faulty.g.cs"]);
        Assert.Contains("HYP0402: ", files["Tune.Faulty.g.cs"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "RunAnalyzers", "true")]
    [InlineData(false, "RunAnalyzers", "false")]
    [InlineData(false, "RunAnalyzers", "False")]
    [InlineData(false, "RunAnalyzersDuringBuild", "false")]
    [InlineData(true, "RunAnalyzers", "true", "RunAnalyzersDuringBuild", "false")]
    [InlineData(false, "IsImplicitlyTriggeredBuild", "true")]
    [InlineData(false, "IsImplicitlyTriggeredBuild", "true", "RunAnalyzers", "true")]
    [InlineData(true, "IsImplicitlyTriggeredBuild", "true", "OptimizeImplicitlyTriggeredBuild", "false")]
    [InlineData(true, "IsImplicitlyTriggeredBuild", "true", "TreatWarningsAsErrors", "true")]
    [InlineData(false, "IsImplicitlyTriggeredBuild", "true", "TreatWarningsAsErrors", "true", "OptimizeImplicitlyTriggeredBuild", "true")]
    public void The_generator_reports_where_no_analyzer_runs(bool analyzersRun, params string[] properties)
    {
        var source = Edited("[Linear(64, 32)]", "[Linear(0, 32)]");
        var run = GeneratorRun.Of(Project.Of(source), new MsBuildProperties([.. properties.Chunk(2).Select(pair => (pair[0], pair[1]))]));
        Assert.Equal(analyzersRun ? [] : ["HYP0101", "HYP0402"], run.GeneratorDiagnostics.Select(diagnostic => diagnostic.Id).Order());
        Assert.All(run.GeneratorDiagnostics, diagnostic => Assert.Contains(diagnostic.Location.SourceTree, run.Input.SyntaxTrees));
    }

    /// <summary>
    /// Where nothing can be added to a class, its partial properties are errors of declarations, and the SDK's compiler leaves out what
    /// analyzers say of a project with such errors: the generator says it, and says it of that class alone.
    /// </summary>
    [Theory]
    [InlineData("public class Outer\n{", "}", "public sealed partial class Digits", "HYP0001", "public class Outer")]
    [InlineData("", "", "public sealed class Digits", "HYP0001", "public sealed class Digits")]
    [InlineData("", "", "file sealed partial class Digits", "HYP0002", "file sealed partial class Digits")]
    public void A_build_shows_the_cure_where_nothing_can_be_added_to_a_class(string before, string after, string declaration, string id, string line)
    {
        var source = (new ModelSource { Before = before, Declaration = declaration, After = after }).ToString();
        var errors = PlatformBuild.Errors(source);
        Assert.Single(errors, (id, line));
        Assert.Contains(errors, error => error.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.Equal([id], GeneratorRun.Of(Project.Of(source)).GeneratorDiagnostics.Select(diagnostic => diagnostic.Id));
    }

    /// <summary>Every rule that refuses, by its case: the generator says what the analyzers say, at the same places, and nothing more.</summary>
    [Fact]
    public void Without_analyzers_every_refusal_is_reported_and_nothing_else()
    {
        Assert.All(RuleCaseTests.Cases, found =>
        {
            var run = GeneratorRun.Of(Project.Of(found.With(found.Wrong)), NoAnalyzers);
            var expected = run.RuleDiagnostics.Where(diagnostic => Rule.Refuses(diagnostic.Descriptor)).Select(Text).Order();
            Assert.Equal(expected, run.GeneratorDiagnostics.Select(Text).Order());
        });

        Assert.Empty(GeneratorRun.Of(Project.Of(Good.ToString()), NoAnalyzers).GeneratorDiagnostics);

        static string Text(Diagnostic diagnostic) => diagnostic.ToString();
    }

    /// <summary>What is refused is neither suppressed nor made a warning; what only warns can be.</summary>
    [Theory]
    [InlineData("a pragma")]
    [InlineData("an option")]
    public void A_refusal_cannot_be_suppressed(string by)
    {
        var source = Edited("[Linear(64, 32)]", "[Linear(0, 32)]");
        var project = Project.Of(by == "a pragma" ? "#pragma warning disable HYP0101\n" + source : source);
        if (by == "an option")
        {
            project = project.WithOptions(project.Options.WithSpecificDiagnosticOptions(project.Options.SpecificDiagnosticOptions.SetItem("HYP0101", ReportDiagnostic.Suppress)));
        }

        foreach (var properties in (MsBuildProperties[])[new(), NoAnalyzers])
        {
            var run = GeneratorRun.Of(project, properties);
            var found = Assert.Single(properties == NoAnalyzers ? run.GeneratorDiagnostics : run.RuleDiagnostics, diagnostic => diagnostic.Id == "HYP0101");
            Assert.Equal((DiagnosticSeverity.Error, false), (found.Severity, found.IsSuppressed));
        }
    }

    /// <summary>An attribute suppresses whatever an analyzer reports: then the generated file has the error.</summary>
    [Theory]
    [InlineData("[HyperModel]", "[HyperModel, {0}]")]
    [InlineData("[Linear(0, 32)]", "[Linear(0, 32), {0}]")]
    [InlineData("[HyperModel]", "[assembly: {0}]\n[HyperModel]")]
    public void A_refusal_that_an_attribute_suppresses_is_an_error_in_the_generated_file(string before, string after)
    {
        const string Suppression = "System.Diagnostics.CodeAnalysis.SuppressMessage(\"HyperDsl.Shapes\", \"HYP0101:A layer has inputs\")";
        var source = Edited("[Linear(64, 32)]", "[Linear(0, 32)]").Replace(before, string.Format(System.Globalization.CultureInfo.InvariantCulture, after, Suppression));
        var run = GeneratorRun.Of(Project.Of(source));
        var error = Assert.Single(run.CompilerDiagnostics);
        Assert.Equal("CS1029", error.Id);
        Assert.Contains("HYP0101: ", error.GetMessage());
    }

    [Fact]
    public void Every_error_of_a_declaration_refuses_but_one_that_follows_from_bodies()
        => Assert.Equal(
            ["HYP0414"],
            new Generators.Checking.DeclarationAnalyzer().SupportedDiagnostics.Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Error && !Rule.Refuses(rule)).Select(rule => rule.Id));

    [Theory]
    [InlineData("[Linear(64, 32)]", "[Linear(FromAnotherGenerator.Pixels, 32)]", "Linear(FromAnotherGenerator.Pixels, 32)")]
    [InlineData("Max = 0.9", "Max = FromAnotherGenerator.Pixels", "Max = FromAnotherGenerator.Pixels")]
    [InlineData("[Experiment<Digits>]", "[Experiment<Digits>(Steps = FromAnotherGenerator.Steps)]", "Steps = FromAnotherGenerator.Steps")]
    public void What_another_generator_makes_is_not_seen(string before, string after, string underlined)
    {
        var run = GeneratorRun.Of(Project.Of(Edited(before, after)));
        var found = Assert.Single(run.RuleDiagnostics, diagnostic => diagnostic.Id == "HYP0018");
        Assert.Equal(underlined, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.Empty(run.CompilerDiagnostics);
    }

    /// <summary>A name that has no meaning at all is C#'s to report, and not ours as well.</summary>
    [Fact]
    public void What_nobody_makes_is_left_to_the_compiler()
    {
        var run = GeneratorRun.Of(Project.Of(Edited("[Linear(64, 32)]", "[Linear(Nowhere.Pixels, 32)]")));
        Assert.Equal(["HYP0402"], run.RuleDiagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Equal(["CS0103"], run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id));
    }

    private static string Edited(string before, string after)
    {
        var source = Good.ToString();
        Assert.Contains(before, source, StringComparison.Ordinal);
        return source.Replace(before, after, StringComparison.Ordinal);
    }
}
