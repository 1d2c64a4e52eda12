using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>What is emitted again, and what not. That nothing is after an unrelated edit, every other test checks too.</summary>
public sealed class IncrementalityTests
{
    private static readonly string First = new ModelSource { Declaration = "public sealed partial class First" }.ToString();
    private static readonly string Second = (new ModelSource { Declaration = "public sealed partial class Second", After = "[Experiment<Second>] public static partial class Tune;" }).ToString();

    [Theory]
    [InlineData("Linear(64, 32)", "Linear(64, 33)")]
    [InlineData("Max = 0.9", "Max = 0.8")]
    [InlineData("Predict", "Apply")]
    [InlineData("Tensor pixels) => Use(Output) + Use(Hidden) + pixels", "Tensor rows) => Use(Output) + Use(Hidden) + rows")]
    [InlineData("HyperTensor Dropout", "HyperTensor dropout")]
    public void A_change_of_the_model_emits_it_anew_and_no_other(string before, string after)
    {
        var edited = First.Replace(before, after);
        Assert.NotEqual(First, edited);
        var reasons = ReasonsAfter(firstFile: edited);
        Assert.Contains(IncrementalStepRunReason.Modified, reasons[TrackingNames.ParseModels]);
        Assert.Single(reasons[TrackingNames.ParseModels], reason => reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached);
        Assert.All(reasons[TrackingNames.ParseExperiments], reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{reason}"));
    }

    [Fact]
    public void A_comment_in_a_model_emits_nothing_anew()
        => Assert.All(
            ReasonsAfter(firstFile: First.Replace("[Forward]", "/* a comment */ [Forward]")).Values.SelectMany(reasons => reasons),
            reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{reason}"));

    [Fact]
    public void The_startup_is_not_written_anew_when_a_setting_changes()
    {
        var reasons = ReasonsAfter(secondFile: Second.Replace("[Experiment<Second>]", "[Experiment<Second>(Steps = 3)]"));
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[TrackingNames.ParseExperiments]);
        Assert.Equal([IncrementalStepRunReason.Unchanged], reasons[TrackingNames.ListExperiments]);
    }

    /// <summary>The layout tells shapes, which are read from bodies; nothing else is.</summary>
    [Theory]
    [InlineData("images.flatten(1)", "images.flatten(1).unflatten(1, [2, 32])")]
    [InlineData("=> relu(hidden)", "=> relu(hidden).unsqueeze(1)")]
    public void A_change_of_a_body_emits_the_layout_anew_if_anything(string before, string after)
    {
        const string helper = "partial class Digits { private static Tensor Squash(Tensor hidden) => relu(hidden); }";
        var model = new ModelSource
        {
            Forward = "    [Forward] private Tensor Predict(Tensor images) => Output.forward(Squash(Hidden.forward(images.flatten(1))));",
        }.ToString();
        var run = GeneratorRun.Of(Project.Of(model, ModelSource.Usings + helper));
        var edited = run.Input;
        foreach (var tree in run.Input.SyntaxTrees)
        {
            edited = edited.ReplaceSyntaxTree(tree, Project.Parse(tree.ToString().Replace(before, after), tree.FilePath));
        }

        var result = run.Driver.RunGenerators(edited).GetRunResult().Results[0];
        var reasons = result.TrackedSteps;
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(reasons[TrackingNames.ReadShapes]));
        Assert.All(Reasons(reasons[TrackingNames.ParseModels]), reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{reason}"));
        Assert.NotEqual(run.Files["Digits.Layout.g.cs"], result.GeneratedSources.Single(file => file.HintName == "Digits.Layout.g.cs").SourceText.ToString());
    }

    private static Dictionary<string, IncrementalStepRunReason[]> ReasonsAfter(string? firstFile = null, string? secondFile = null)
    {
        var run = GeneratorRun.Of(Project.Of(First, Second));
        var trees = run.Input.SyntaxTrees.ToList();
        var edited = run.Input
            .ReplaceSyntaxTree(trees[0], Project.Parse(firstFile ?? First, "File0.cs"))
            .ReplaceSyntaxTree(trees[1], Project.Parse(secondFile ?? Second, "File1.cs"));
        return run.Driver.RunGenerators(edited).GetRunResult().Results[0].TrackedSteps
            .Where(step => step.Key is TrackingNames.ParseModels or TrackingNames.ParseExperiments or TrackingNames.ListExperiments)
            .ToDictionary(step => step.Key, step => Reasons(step.Value));
    }

    private static IncrementalStepRunReason[] Reasons(IEnumerable<IncrementalGeneratorRunStep> steps)
        => [.. steps.SelectMany(ran => ran.Outputs).Select(output => output.Reason)];
}
