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
    [InlineData("relu(Hidden.forward(pixels))", "mish(Hidden.forward(pixels))", "mish(Hidden.forward(pixels))", "'mish'")]
    [InlineData("relu(Hidden.forward(pixels))", "Hidden.forward(pixels).relu_()", "Hidden.forward(pixels).relu_()", "'relu_'")]
    [InlineData("relu(Hidden.forward(pixels))", "(pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels))", "pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels)", "'pixels.sum().ToSingle() > 0 ? Hidden.forward(pixels) : Hidden.forward(-pixels)'")]
    [InlineData("cross_entropy(logits, labels) + L2", "cross_entropy(logits, labels, reduction: nn.Reduction.Sum) + L2", "nn.Reduction.Sum", "'nn.Reduction.Sum'")]
    [InlineData("cross_entropy(logits, labels) + L2", "logits.sum(1) * cross_entropy(logits, labels) + L2", "logits.sum(1) * cross_entropy(logits, labels)", "'logits.sum(1) * cross_entropy(logits, labels)'")]
    [InlineData("relu(Hidden.forward(pixels))", "Hidden.forward(pixels).flatten(0)", "Hidden.forward(pixels).flatten(0)", "'flatten'")]
    [InlineData("relu(Hidden.forward(pixels))", "max_pool2d(Hidden.forward(pixels).view(-1, 1, 4, 4), 2, padding: 1).flatten(1)", "max_pool2d(Hidden.forward(pixels).view(-1, 1, 4, 4), 2, padding: 1)", "'max_pool2d'")]
    [InlineData("relu(Hidden.forward(pixels))", "avg_pool2d(Hidden.forward(pixels).view(-1, 1, 4, 4), (2, 1)).flatten(1)", "(2, 1)", "'(2, 1)'")]
    [InlineData("relu(Hidden.forward(pixels))", "max_pool2d(Hidden.forward(pixels).view(-1, 1, 4, 4), [2, 2]).flatten(1)", "max_pool2d(Hidden.forward(pixels).view(-1, 1, 4, 4), [2, 2])", "'max_pool2d'")]
    public void What_is_not_differentiated_is_named_where_it_stands(string before, string after, string underlined, string what)
    {
        var source = Plain.ToString().Replace(before, after);
        var run = GeneratorRun.Of(Project.Of(source));
        Assert.DoesNotContain("Digits.Passes.g.cs", run.Files.Keys);
        var found = Find(source)[0];
        Assert.Equal(("HYP0509", DiagnosticSeverity.Info), (found.Id, found.Severity));
        Assert.Equal(underlined, source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Contains($"does not differentiate {what}:", found.GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>What is remembered of a model depends on its own bodies alone.</summary>
    [Fact]
    public void A_method_of_another_class_is_not_followed()
    {
        var source = (Plain with { After = "internal static class Losses { public static Tensor Of(Tensor x, Tensor y) => cross_entropy(x, y); }" }).ToString()
            .Replace("cross_entropy(logits, labels) + L2", "Losses.Of(logits, labels) + L2", StringComparison.Ordinal);
        Assert.DoesNotContain("Digits.Passes.g.cs", Verify.Clean(source).Files.Keys);
        Assert.Contains("the body of 'Of'", Find(source)[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_faults_is_not_spoken_of()
        => Assert.Empty(Find((Plain with { Attribute = "[HyperModel(Rank = 0)]", Forward = "    [Forward] private Tensor Predict(Tensor pixels) => mish(pixels);" }).ToString()));

    [Fact]
    public void The_page_has_its_sections_and_says_what_the_compiler_says()
    {
        var text = File.ReadAllText(Path.Combine(RulePage.Folder, "HYP0509.md"));
        Assert.StartsWith($"# HYP0509: {DataFlowRules.ThroughAutograd.Title}\n", text);
        Assert.Contains("\nDataFlow, info.\n", text);
        Assert.All(["## Why", "## What it says", "## When to suppress"], section => Assert.Contains($"\n{section}\n", text));
        var source = (Plain with { Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(mish(Hidden.forward(pixels)));" }).ToString();
        Assert.Contains($"\n{Find(source)[0].GetMessage()}\n", text);
    }

    private static IReadOnlyList<Diagnostic> Find(string source)
        => [.. GeneratorRun.Of(Project.Of(source)).Output.WithAnalyzers([new PassAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().OrderBy(found => found.Location.SourceSpan.Start)];
}
