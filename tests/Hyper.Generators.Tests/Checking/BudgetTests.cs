using Hyper.Generators.Checking;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What the compiler says of a model's costs, against counts worked out by hand.</summary>
public sealed class BudgetTests
{
    // P = 3·2 + 2 = 8 weights in R = 4 rows (two of each tensor), n = 8 + 3 values.
    private static readonly ModelSource Small = new()
    {
        Layers = "[Linear(3, 2)] public partial HyperLinear Layer { get; }",
        Hyperparameters = "[Hyperparameter(Initial = 1, Per = Per.Weight)] public partial HyperTensor Decay { get; } [Hyperparameter(Initial = 1, Count = 3)] public partial HyperTensor Others { get; }",
        Forward = "[Forward] Tensor F(Tensor x) => Use(Layer);",
        TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Decay) + Use(Others);",
    };

    [Theory]
    [InlineData("Hypernetwork.Linear", 96, 88, 88)] // P(n + 1); nP; nP
    [InlineData("Hypernetwork.Factorized, Rank = 2", 48, 38, 54)] // r(n + P) + r + P; r(n + P); r(n + 2P)
    [InlineData("Hypernetwork.Mlp, HiddenUnits = 5", 108, 95, 135)] // h(n + P) + h + P; h(n + P); h(n + 2P)
    [InlineData("Hypernetwork.Structured", 60, 52, 60)] // 2P + nR; nR + P; nR + 2P
    [InlineData("Hypernetwork.Centered", 60, 52, 60)]
    [InlineData("Hypernetwork.Elementwise", 40, 32, 32)] // P(1 + 1 + 3); P(1 + 3); P(1 + 3)
    public void The_budget_of_a_family(string family, int parameters, int response, int gradient)
    {
        var source = (Small with { Attribute = $"[HyperModel({family})]" }).ToString();
        var expected = $"8 weights, 11 hyperparameter values, {parameters} hypernetwork parameters ({4 * parameters} bytes in float32)";
        var work = $"{response} multiply-adds for a response to one hyperparameter sample and {gradient} for its gradient, {(4 * response) + (2 * gradient)} in a joint step of 2 samples";
        Assert.Equal($"'Digits' has {expected}; {work}", Summary(source, "Digits"));
        Assert.Contains($"/// Budget: {expected};\n", Verify.Clean(source).Files["Digits.Layout.g.cs"].Replace("        /// ", "/// ").Replace("    /// ", "/// "));
    }

    [Fact]
    public void A_hybrid_is_the_sum_of_its_blocks()
    {
        var source = (Small with
        {
            Attribute = "[HyperModel(Hypernetwork.Linear)]",
            Layers = "[Linear(3, 2)] public partial HyperLinear Layer { get; } [Linear(2, 1, Bias = false, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Last { get; }",
            Forward = "[Forward] Tensor F(Tensor x) => Use(Layer) + Use(Last);",
        }).ToString();

        // n = 10 + 3; nP = 13·8 for the first, nR + P = 13 + 2 and nR + 2P = 13 + 4 for the second.
        Assert.Contains("; 119 multiply-adds for a response to one hyperparameter sample and 121 for its gradient, 718 in a joint step", Summary(source, "Digits"));
    }

    [Fact]
    public void A_computed_response_has_no_wiring()
        => Assert.EndsWith("; the response is computed from the tracked curvature", Summary((Small with { Attribute = "[HyperModel(Hypernetwork.Curvature)]" }).ToString(), "Digits"));

    [Fact]
    public void A_model_with_faults_has_no_budget()
        => Assert.Empty(Find((Small with { Attribute = "[HyperModel(Rank = 0)]" }).ToString()));

    [Fact]
    public void The_page_has_its_sections_and_says_what_the_compiler_says()
    {
        var text = File.ReadAllText(Path.Combine(RulePage.Folder, "HYP0309.md"));
        Assert.StartsWith($"# HYP0309: {HypernetworkRules.Budget.Title}\n", text);
        Assert.Contains("\nHypernetworks, info.\n", text);
        Assert.All(["## Why", "## What it says", "## When to suppress"], section => Assert.Contains($"\n{section}\n", text));
        var source = (Small with
        {
            Attribute = "[HyperModel(Hypernetwork.Factorized, Rank = 10)]",
            Layers = "[Linear(64, 10)] public partial HyperLinear Layer { get; }",
            Hyperparameters = "[Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor Decay { get; }",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Decay);",
        }).ToString();
        Assert.Contains($"\n{Summary(source, "Digits")}.\n", text);
    }

    private static string Summary(string source, string underlined)
    {
        var found = Assert.Single(Find(source));
        Assert.Equal(("HYP0309", DiagnosticSeverity.Info), (found.Id, found.Severity));
        Assert.Equal(underlined, source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        return found.GetMessage();
    }

    private static IReadOnlyList<Diagnostic> Find(string source)
        => GeneratorRun.Of(Project.Of(source)).Output.WithAnalyzers([new BudgetAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
}
