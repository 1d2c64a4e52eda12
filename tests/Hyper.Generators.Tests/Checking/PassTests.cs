using Hyper.Generators.Checking;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What the compiler differentiates, and what it says of the rest.</summary>
public sealed class PassTests
{
    private static readonly ModelSource Plain = new()
    {
        Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(Drop(relu(Hidden.forward(pixels)), Dropout));",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);",
    };

    [Fact]
    public void A_plain_model_is_differentiated()
    {
        var run = Verify.Clean(Plain.ToString());
        Assert.Contains("Digits.Passes.g.cs", run.Files.Keys);
        Assert.Empty(Find(Plain.ToString()));
    }

    [Theory]
    [InlineData("relu(Hidden.forward(pixels))", "(pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels))", "pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels)", "'pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels)', which depends on the way that the code takes")]
    [InlineData("relu(Hidden.forward(pixels))", "pixels.sub_(0.5).narrow(1, 0, 32)", "pixels.sub_(0.5)", "'sub_', which changes a tensor in place")]
    [InlineData("relu(Hidden.forward(pixels))", "Last = relu(Hidden.forward(pixels))", "Last", "'Last', which is written to")]
    [InlineData("relu(Hidden.forward(pixels))", "System.Array.ConvertAll(new[] { Hidden.forward(pixels) }, t => relu(t))[0]", "t => relu(t)", "'t => relu(t)' as a value")]
    public void What_is_not_differentiated_is_named_where_it_stands(string before, string after, string underlined, string what)
    {
        var source = (Plain with { Members = "    private Tensor? Last { get; set; }" }).ToString().Replace(before, after);
        var run = GeneratorRun.Of(Project.Of(source));
        Assert.DoesNotContain("Digits.Passes.g.cs", run.Files.Keys);
        var found = Find(source)[0];
        Assert.Equal(("HYP0509", DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.Equal(underlined, source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Contains($"does not differentiate {what}:", found.GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>Methods of others are called as the user called them, and autograd differentiates them alone.</summary>
    [Theory]
    [InlineData("cross_entropy(logits, labels) + L2", "Losses.Of(logits, labels) + L2", "global::Losses.Of(traced[0], targets)")]
    [InlineData("relu(Hidden.forward(pixels))", "mish(Hidden.forward(pixels))", "global::TorchSharp.torch.nn.functional.mish(traced[0])")]
    [InlineData("cross_entropy(logits, labels) + L2", "cross_entropy(logits, labels, ignore_index: 3, label_smoothing: 0.1) + L2", "cross_entropy(traced[0], targets, ignore_index: 3L, label_smoothing: 0.1D)")]
    [InlineData("relu(Hidden.forward(pixels))", "max_pool2d(Hidden.forward(pixels).view(-1, 1, 8, 4), 2, padding: 1).flatten(1).narrow(1, 0, 32)", "max_pool2d(traced[0], 2L, padding: (long?)1L)")]
    public void What_the_compiler_does_not_know_keeps_autograd_alone(string before, string after, string code)
    {
        var source = (Plain with { After = "internal static class Losses { public static Tensor Of(Tensor x, Tensor y) => cross_entropy(x, y); }" }).ToString().Replace(before, after);
        var run = Verify.Clean(source);
        Assert.Contains(code, run.Files["Digits.Passes.g.cs"], StringComparison.Ordinal);
        Assert.Empty(Find(source));
    }

    [Fact]
    public void A_model_with_faults_is_not_spoken_of()
        => Assert.Empty(Find((Plain with { Attribute = "[HyperModel(Rank = 0)]", Forward = "    [Forward] private Tensor Predict(Tensor pixels) => mish(pixels);" }).ToString()));

    [Fact]
    public void The_page_has_its_sections_and_says_what_the_compiler_says()
    {
        var text = File.ReadAllText(Path.Combine(RulePage.Folder, "HYP0509.md"));
        Assert.StartsWith($"# HYP0509: {DataFlowRules.ThroughAutograd.Title}\n", text);
        Assert.Contains("\nDataFlow, warning.\n", text);
        Assert.All(["## Why", "## What it says", "## When to suppress"], section => Assert.Contains($"\n{section}\n", text));
        var source = (Plain with { Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels));" }).ToString();
        Assert.Contains($"\n{Find(source)[0].GetMessage()}\n", text);
    }

    private static IReadOnlyList<Diagnostic> Find(string source)
        => [.. GeneratorRun.Of(Project.Of(source)).Output.WithAnalyzers([new PassAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().OrderBy(found => found.Location.SourceSpan.Start)];
}
