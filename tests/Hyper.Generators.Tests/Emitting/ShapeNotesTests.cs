using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>The shapes that the generated layout tells.</summary>
public sealed class ShapeNotesTests
{
    private static readonly ModelSource Pictures = new()
    {
        Layers = """
                [Conv2d(1, 8, 3, Padding = 1)] public partial HyperConv2d Edges { get; }
                [Linear(1568, 16)] public partial HyperLinear Hidden { get; }
                [Linear(16, 10)] public partial HyperLinear Output { get; }
            """,
        Forward = """
                [Forward] private Tensor Predict(Tensor pixels)
                {
                    var parts = Pool(relu(Edges.forward(pixels.view(-1, 1, 28, 28))));
                    return Output.forward(Drop(relu(Hidden.forward(parts.flatten(1))), Dropout));
                }

                private static Tensor Pool(Tensor parts) => max_pool2d(parts, 2);
            """,
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);",
    };

    [Fact]
    public void Each_layer_has_what_it_takes_and_gives()
    {
        var layout = Layout(Pictures);
        Assert.Contains("// Edges: [?, 1, 28, 28] → [?, 8, 28, 28]\n", layout, StringComparison.Ordinal);
        Assert.Contains("// Hidden: [?, 1568] → [?, 16]\n", layout, StringComparison.Ordinal);
        Assert.Contains("// Output: [?, 16] → [?, 10]\n", layout, StringComparison.Ordinal);
        Assert.Contains("/// Predict gives [?, 10]", layout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_is_called_twice_has_what_is_true_of_both_calls()
    {
        var layout = Layout(Pictures with
        {
            Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(Hidden.forward(Edges.forward(pixels.view(-1, 1, 28, 28)).flatten(1)) + Hidden.forward(Edges.forward(pixels.view(-1, 1, 14, 14)).repeat(1, 1, 2, 2).flatten(1)));",
        });
        Assert.Contains("// Edges: [?, 1, ?, ?] → [?, 8, ?, ?]\n", layout, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_followed_has_no_remark()
    {
        var layout = Layout(Pictures with { Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Use(Output) + Use(Hidden) + Use(Edges) + Use(Dropout);" });
        Assert.DoesNotContain("→", layout, StringComparison.Ordinal);
        Assert.DoesNotContain("Predict gives", layout, StringComparison.Ordinal);
    }

    private static string Layout(ModelSource source)
    {
        var run = GeneratorRun.Of(Project.Of(source.ToString()));
        Assert.Empty(run.CompilerDiagnostics);
        return run.Files["Digits.Layout.g.cs"];
    }
}
