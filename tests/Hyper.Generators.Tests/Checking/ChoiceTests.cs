using Hyper.Generators.Checking;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What the compiler chooses where nothing is named, and that it says so.</summary>
public sealed class ChoiceTests
{
    // 650 weights in 20 rows.
    private static readonly ModelSource Small = new()
    {
        Attribute = "[HyperModel]",
        Layers = "[Linear(64, 10)] public partial HyperLinear Layer { get; }",
        Forward = "[Forward] Tensor F(Tensor x) => Use(Layer);",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
        After = "[Experiment<Digits>] public static partial class Tune;",
    };

    [Theory]
    [InlineData("Linear(64, 10)", "Count = 1", "a Linear", "1 hyperparameter value and 650 weights are few enough for a whole Jacobian")]
    [InlineData("Linear(64, 10)", "Count = 64", "a Linear", "64 hyperparameter values and 650 weights are few enough for a whole Jacobian")]
    [InlineData("Linear(64, 10)", "Count = 65", "a Structured", "65 hyperparameter values and 650 weights are too many for a whole Jacobian, and few enough for one number a row of weights")]
    [InlineData("Linear(999, 250)", "Count = 63", "a Linear", "63 hyperparameter values and 250,000 weights are few enough for a whole Jacobian")] // P(n + 1) = 16,000,000
    [InlineData("Linear(999, 250)", "Count = 64", "a Structured", "64 hyperparameter values and 250,000 weights are too many for a whole Jacobian, and few enough for one number a row of weights")]
    [InlineData("Linear(64, 10)", "Count = 1_024", "a Structured", "1,024 hyperparameter values and 650 weights are too many for a whole Jacobian, and few enough for one number a row of weights")]
    [InlineData("Linear(64, 10)", "Count = 1_025", "a Factorized", "1,025 hyperparameter values and 650 weights are too many for anything but a Jacobian of low rank")]
    [InlineData("Linear(1, 150_000)", "Count = 1_000", "a Factorized", "1,000 hyperparameter values and 300,000 weights are too many for anything but a Jacobian of low rank")] // nR would be 1.2 GB
    [InlineData("Linear(64, 10)", "Per = Per.Weight", "an Elementwise", "all 650 hyperparameter values come one a weight")]
    public void A_family(string layer, string arguments, string family, string because)
    {
        var source = Small with
        {
            Layers = $"[{layer}] public partial HyperLinear Layer {{ get; }}",
            Hyperparameters = $"[Hyperparameter(Initial = 1, {arguments})] public partial HyperTensor Rate {{ get; }}",
        };
        Says(source, $"Tune is tuned by Joint with {family} hypernetwork: {because}");
        Assert.Contains($" Its family is the compiler's choice: {because}.", Verify.Clean(source.ToString()).Files["Digits.Hypernetwork.g.cs"]);
        Assert.Contains($"/// <remarks>The compiler's choice: Tune is tuned by Joint with {family} hypernetwork: {because}.</remarks>", Verify.Clean(source.ToString()).Files["Tune.Training.g.cs"]);
    }

    [Theory]
    [InlineData(649, "Elementwise: 650 of 1,299")]
    [InlineData(650, "Factorized: 1,300")]
    public void More_than_half_of_the_values_one_a_weight(int others, string choice)
    {
        var source = Small with
        {
            Hyperparameters = $"[Hyperparameter(Initial = 1, Per = Per.Weight)] public partial HyperTensor Decay {{ get; }} [Hyperparameter(Initial = 1, Count = {others})] public partial HyperTensor Rate {{ get; }}",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate) + Use(Decay);",
        };
        Assert.Contains(choice, Assert.Single(Find(source.ToString())).GetMessage().Replace(" hypernetwork", ""));
    }

    [Theory]
    [InlineData("[HyperModel]", "", "Experiment<Digits>")]
    [InlineData("[HyperModel]", "(Algorithm.Joint)", "Experiment<Digits>(Algorithm.Joint)")]
    [InlineData("[HyperModel(Hypernetwork.Auto)]", "(Algorithm.Auto)", "Experiment<Digits>(Algorithm.Auto)")]
    [InlineData("[HyperModel]", "(Hypernetwork = Hypernetwork.Auto)", "Experiment<Digits>(Hypernetwork = Hypernetwork.Auto)")]
    public void It_stands_at_the_attribute(string attribute, string arguments, string underlined)
    {
        var source = With(attribute, arguments);
        var found = Assert.Single(Find(source));
        Assert.Equal(("HYP0426", DiagnosticSeverity.Info), (found.Id, found.Severity));
        Assert.Equal(underlined, source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Linear)]", "(Algorithm.Joint)")]
    [InlineData("[HyperModel(Rank = 3)]", "(Algorithm.Joint)")]
    [InlineData("[HyperModel]", "(Algorithm.Joint, Hypernetwork = Hypernetwork.Linear)")]
    [InlineData("[HyperModel]", "(Algorithm.Joint, Rank = 3)")]
    [InlineData("[HyperModel]", "(Algorithm.Implicit)")] // has no hypernetwork
    [InlineData("[HyperModel]", "(Algorithm.Random)")]
    public void What_is_named_is_not_chosen(string attribute, string arguments) => Assert.Empty(Find(With(attribute, arguments)));

    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Linear)]", "", "Tune is tuned by Joint with a Linear hypernetwork: no algorithm is named, and that one goes with every response family")]
    [InlineData("[HyperModel(Hypernetwork.Curvature)]", "", "Tune is tuned by Joint with a Curvature hypernetwork: no algorithm is named, and that one goes with every response family")]
    [InlineData("[HyperModel(Hypernetwork.Centered)]", "", "Tune is tuned by DeltaSelfTuning with a Centered hypernetwork: a Centered response was made for that algorithm")]
    [InlineData("[HyperModel]", "(Hypernetwork = Hypernetwork.Centered)", "Tune is tuned by DeltaSelfTuning with a Centered hypernetwork: a Centered response was made for that algorithm")]
    public void An_algorithm(string attribute, string arguments, string message) => Assert.Equal(message, Assert.Single(Find(With(attribute, arguments))).GetMessage());

    /// <summary>The defaults are those of the algorithm that was chosen.</summary>
    [Theory]
    [InlineData("[HyperModel(Hypernetwork.Centered)]", true)]
    [InlineData("[HyperModel(Hypernetwork.Structured)]", false)]
    public void Defaults_are_of_the_chosen_algorithm(string attribute, bool learnsScale)
        => Assert.Equal(learnsScale, Verify.Clean(With(attribute, "")).Files["Tune.Run.g.cs"].Contains("InnerSteps = 5,", StringComparison.Ordinal));

    /// <summary>Pairs and a rest belong to the choice: what is named keeps to the paper, and what is given counts.</summary>
    [Theory]
    [InlineData("", "RestartAt = 0.3, WarmupShare = 0.2, Antithetic = true,")]
    [InlineData("(Hypernetwork = Hypernetwork.Structured)", "RestartAt = 0.3, WarmupShare = 0.2, Antithetic = true,")]
    [InlineData("(HyperSamples = 6, BatchSize = 99)", "BatchSize = 99, HyperSamples = 6, RestartAt = 0.3, WarmupShare = 0.2, Antithetic = true,")]
    [InlineData("(HyperSamples = 4, BatchSize = 99)", "BatchSize = 99, HyperSamples = 4, RestartAt = 0.3, WarmupShare = 0.2,")]
    [InlineData("(HyperSamples = 4, BatchSize = 99, Rows = SampleRows.Repeat)", "BatchSize = 99, HyperSamples = 4, RestartAt = 0.3, WarmupShare = 0.2, Antithetic = true,")]
    [InlineData("(HyperSamples = 3)", "HyperSamples = 3, RestartAt = 0.3, WarmupShare = 0.2,")]
    [InlineData("(Antithetic = false, WarmupShare = 0)", "RestartAt = 0.3, WarmupShare = 0, Antithetic = false,")]
    [InlineData("(Algorithm.Joint)", "RestartAt = 0.3,")]
    [InlineData("(Algorithm.Joint, WarmupShare = 0.5)", "RestartAt = 0.3, WarmupShare = 0.5,")]
    [InlineData("(Hypernetwork = Hypernetwork.Centered)", "HyperLearningRate = 0.03, RestartAt = 0.3, InnerSteps = 5,")]
    [InlineData("(Hypernetwork = Hypernetwork.Curvature)", "")]
    public void Settings_of_the_choice(string arguments, string settings)
        => Verify.Generated(With("[HyperModel]", arguments)).Member("Tune.Settings").IsBody(settings.Length == 0 ? "new()" : $"new() {{ {settings} }}");

    /// <summary>A layer's family of its own is not the compiler's; where every layer has one, nothing is chosen.</summary>
    [Fact]
    public void Layers_with_families_of_their_own()
    {
        var source = Small with
        {
            Layers = "[Linear(64, 10, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Layer { get; }",
            Hyperparameters = "[Hyperparameter(Initial = 1)] public partial HyperTensor Rate { get; }",
            After = "[Experiment<Digits>(Algorithm.Joint)] public static partial class Tune;",
        };
        Assert.Empty(Find(source.ToString()));
        Says(
            source with { Layers = source.Layers + " [Linear(10, 2)] public partial HyperLinear Last { get; }", Forward = "[Forward] Tensor F(Tensor x) => Use(Layer) + Use(Last);" },
            "Tune is tuned by Joint with a hybrid hypernetwork: 1 hyperparameter value and 672 weights are few enough for a whole Jacobian");
    }

    [Fact]
    public void The_page_has_its_sections_and_says_what_the_compiler_says()
    {
        var text = File.ReadAllText(Path.Combine(RulePage.Folder, "HYP0426.md"));
        Assert.StartsWith($"# HYP0426: {ExperimentRules.Choice.Title}\n", text);
        Assert.Contains("\nExperiments, info.\n", text);
        Assert.All(["## Why", "## What it says", "## When to suppress"], section => Assert.Contains($"\n{section}\n", text));
        var source = Small with
        {
            Hyperparameters = "[Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor Decay { get; } [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate) + Use(Decay);",
            After = "[Experiment<Digits>(Steps = 5_000)] public static partial class TuneDigits;",
        };
        Assert.Contains($"\n{Assert.Single(Find(source.ToString())).GetMessage()}.\n", text);
    }

    private static string With(string attribute, string arguments) => (new ModelSource
    {
        Attribute = attribute,
        After = $"[Experiment<Digits>{arguments}] public static partial class Tune;",
    }).ToString();

    private static void Says(ModelSource source, string message) => Assert.Equal(message, Assert.Single(Find(source.ToString())).GetMessage());

    private static IReadOnlyList<Diagnostic> Find(string source)
        => GeneratorRun.Of(Project.Of(source)).Output.WithAnalyzers([new ChoiceAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
}
