using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>Shapes through a forward method: what does not fit is reported at the call, and what is right or not known is not.</summary>
public sealed class ShapeInferenceTests
{
    private const string Layers = """
        [Linear(64, 32)] public partial HyperLinear Hidden { get; }
        [Linear(32, 32)] public partial HyperLinear Same { get; }
        [Linear(32, 10)] public partial HyperLinear Output { get; }
        [Linear(784, 10)] public partial HyperLinear Pixels { get; }
        [Linear(16, 8)] public partial HyperLinear Narrow { get; }
        [Conv1d(4, 6, 3)] public partial HyperConv1d Sound { get; }
        [Conv2d(1, 16, 3, Padding = 1)] public partial HyperConv2d Edges { get; }
        [Conv2d(16, 32, 3, Stride = 2)] public partial HyperConv2d Parts { get; }
        [ConvTranspose2d(32, 1, 4, Stride = 2)] public partial HyperConvTranspose2d Up { get; }
        [Embedding(100, 16)] public partial HyperEmbedding Words { get; }
        [LayerNorm(32)] public partial HyperLayerNorm Layered { get; }
        [GroupNorm(4, 16)] public partial HyperGroupNorm Grouped { get; }
        [BatchNorm(16)] public partial HyperBatchNorm Batched { get; }
        [Lstm(16, 32)] public partial HyperLstm Long { get; }
        [Gru(16, 32)] public partial HyperGru Gated { get; }
        [Linear(1568, 10)] public partial HyperLinear Classes { get; }
        """;

    /// <summary>A model with every layer, all of them used elsewhere, and this forward method.</summary>
    private static string Model(string forward, string members = "") => (new ModelSource
    {
        Layers = Layers,
        Forward = $"[Forward] private Tensor Predict(Tensor x) {forward}",
        TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => Use(this) + Use(WeightDecay) + Use(Dropout);",
        Members = new ModelSource().Members + "\nprivate static Tensor Elsewhere(Tensor tensor) => Foreign.Code(tensor);\n" + members,
        After = "internal static class Foreign { public static Tensor Code(Tensor tensor) => tensor; }",
    }).ToString();

    [Theory]
    [InlineData("=> Narrow.forward(Drop(relu(Hidden.forward(x)), Dropout));", "Narrow.forward(Drop(relu(Hidden.forward(x)), Dropout))")]
    [InlineData("=> Hidden.forward(Hidden.forward(x));", "Hidden.forward(Hidden.forward(x))")]
    [InlineData("{ var h = relu(Hidden.forward(x)); h = Drop(h, Dropout); return Pixels.forward(h); }", "Pixels.forward(h)")]
    [InlineData("=> Pixels.forward(x) + Output.forward(x);", "Output.forward(x)")]
    [InlineData("=> Pixels.forward(Edges.forward(x.view(-1, 1, 28, 28)).flatten(1));", "Pixels.forward(Edges.forward(x.view(-1, 1, 28, 28)).flatten(1))")]
    [InlineData("=> Parts.forward(x.view(-1, 1, 28, 28));", "Parts.forward(x.view(-1, 1, 28, 28))")]
    [InlineData("=> Edges.forward(Hidden.forward(x.flatten(1)));", "Edges.forward(Hidden.forward(x.flatten(1)))")]
    [InlineData("=> Classes.forward(max_pool2d(Parts.forward(Edges.forward(x.view(-1, 1, 28, 28))), 2).flatten(1));", "Classes.forward(max_pool2d(Parts.forward(Edges.forward(x.view(-1, 1, 28, 28))), 2).flatten(1))")]
    [InlineData("=> Sound.forward(Words.forward(x.view(-1, 5)));", "Sound.forward(Words.forward(x.view(-1, 5)))")]
    [InlineData("=> Output.forward(Words.forward(x));", "Output.forward(Words.forward(x))")]
    [InlineData("=> Layered.forward(Narrow.forward(x));", "Layered.forward(Narrow.forward(x))")]
    [InlineData("=> Grouped.forward(x.view(-1, 8, 7, 7));", "Grouped.forward(x.view(-1, 8, 7, 7))")]
    [InlineData("=> Batched.forward(Hidden.forward(x.flatten(1)));", "Batched.forward(Hidden.forward(x.flatten(1)))")]
    [InlineData("=> Long.forward(Same.forward(x)).Outputs;", "Long.forward(Same.forward(x))")]
    [InlineData("{ var (outputs, state) = Gated.forward(x); return Foreign.Code(outputs) + Narrow.forward(state); }", "Narrow.forward(state)")]
    [InlineData("=> Narrow.forward(Gated.forward(Words.forward(x.view(-1, 7))).Hidden);", "Narrow.forward(Gated.forward(Words.forward(x.view(-1, 7))).Hidden)")]
    [InlineData("=> Pixels.forward(Up.forward(Parts.forward(Edges.forward(x.view(-1, 1, 28, 28)))).flatten(1)) + Edges.forward(Up.forward(x.view(-1, 16, 4, 4)));", "Up.forward(x.view(-1, 16, 4, 4))")]
    [InlineData("=> Parts.forward(x.view(-1, 16, 2, 2));", "Parts.forward(x.view(-1, 16, 2, 2))")]
    [InlineData("=> Cutout(Hidden.forward(x.flatten(1)), Dropout);", "Cutout(Hidden.forward(x.flatten(1)), Dropout)")]
    [InlineData("=> max_pool2d(Hidden.forward(x.flatten(1)), 2);", "max_pool2d(Hidden.forward(x.flatten(1)), 2)")]
    [InlineData("=> Output.forward(cat(new[] { Hidden.forward(x), Same.forward(Hidden.forward(x)) }, -1));", "Output.forward(cat(new[] { Hidden.forward(x), Same.forward(Hidden.forward(x)) }, -1))")]
    [InlineData("=> Output.forward(adaptive_avg_pool2d(Edges.forward(x.view(-1, 1, 28, 28)), 1).flatten(1));", "Output.forward(adaptive_avg_pool2d(Edges.forward(x.view(-1, 1, 28, 28)), 1).flatten(1))")]
    [InlineData("=> Output.forward(Edges.forward(x.view(-1, 1, 28, 28)).mean([2, 3]));", "Output.forward(Edges.forward(x.view(-1, 1, 28, 28)).mean([2, 3]))")]
    [InlineData("=> Output.forward(Edges.forward(x.view(-1, 1, 28, 28)).permute(0, 2, 3, 1));", "Output.forward(Edges.forward(x.view(-1, 1, 28, 28)).permute(0, 2, 3, 1))")]
    [InlineData("=> Output.forward(Words.forward(x.view(-1, 7)).transpose(1, 2));", "Output.forward(Words.forward(x.view(-1, 7)).transpose(1, 2))")]
    [InlineData("{ var h = Hidden.forward(x); for (var i = 0; i < 3; i++) { h = Same.forward(h); Narrow.forward(Hidden.forward(x)); } return h; }", "Narrow.forward(Hidden.forward(x))")]
    [InlineData("{ var h = x.shape.Length > 2 ? Hidden.forward(x) : Same.forward(x); return Narrow.forward(h); }", "Narrow.forward(h)")]
    public void An_input_that_does_not_fit(string forward, string underlined)
        => Verify.Reports(Model(forward), ("HYP0105", underlined));

    [Theory]
    [InlineData("=> Block(x, Narrow);", "private Tensor Block(Tensor input, HyperLinear layer) => layer.forward(Hidden.forward(input));", "layer.forward(Hidden.forward(input))")]
    [InlineData("=> Twice(x);", "private Tensor Twice(Tensor input) => Once(Once(input)); private Tensor Once(Tensor input) { return relu(Hidden.forward(input)); }", "Hidden.forward(input)")]
    [InlineData("{ return Step(Hidden.forward(x)); Tensor Step(Tensor h) => Narrow.forward(h); }", "", "Narrow.forward(h)")]
    [InlineData("=> Stage(Stage(x, 1), 2);", "private Tensor Stage(Tensor input, int stage) { if (stage == 1) { return Hidden.forward(input); } return Narrow.forward(input); }", "Narrow.forward(input)")]
    public void An_input_that_does_not_fit_in_a_method_of_the_model(string forward, string members, string underlined)
        => Verify.Reports(Model(forward, members), ("HYP0105", underlined));

    [Fact]
    public void The_message_names_both_shapes_the_chain_and_the_cure()
    {
        var run = GeneratorRun.Of(Project.Of(Model("=> Narrow.forward(Drop(relu(Hidden.forward(x)), Dropout));")));
        Assert.Equal(
            "'Narrow' takes rows of 16 features, but is given rows of 32: Hidden gives [rows, …, 32] → relu → Drop; declare it with 32 inputs or change what it is given",
            Assert.Single(run.RuleDiagnostics).GetMessage());
    }

    [Fact]
    public void The_chain_shows_where_a_shape_changes()
    {
        var run = GeneratorRun.Of(Project.Of(Model("=> Classes.forward(relu(max_pool2d(Edges.forward(x.view(-1, 1, 28, 28)), 2)).flatten(1));")));
        Assert.Equal(
            "'Classes' takes rows of 1568 features, but is given rows of 3136: view gives [?, 1, 28, 28] → Edges [?, 16, 28, 28] → max_pool2d [?, 16, 14, 14] → relu → flatten [?, 3136]; declare it with 3136 inputs or change what it is given",
            Assert.Single(run.RuleDiagnostics).GetMessage());
    }

    [Theory]
    [InlineData("=> Edges.forward(Hidden.forward(x.flatten(1)).view(-1, 1, 6, 6));", "Hidden.forward(x.flatten(1)).view(-1, 1, 6, 6)", "'view' makes pieces of 36 elements as [-1, 1, 6, 6], but is given [rows, 32] with 32 a row: Hidden gives [rows, 32]; make the sizes agree")]
    [InlineData("{ var h = Hidden.forward(x.flatten(1)); return h.reshape(h.shape[0], 5, 6); }", "h.reshape(h.shape[0], 5, 6)", "'reshape' makes 30 elements a row as [rows, 5, 6], but is given [rows, 32] with 32 a row: Hidden gives [rows, 32]; make the sizes agree")]
    [InlineData("{ var h = Hidden.forward(x.flatten(1)); return reshape(h, h.size(0), -1, 5); }", "reshape(h, h.size(0), -1, 5)", "'reshape' makes pieces of 5 elements as [rows, -1, 5], but is given [rows, 32] with 32 a row: Hidden gives [rows, 32]; make the sizes agree")]
    public void A_view_that_cannot_have_that_many_elements(string forward, string underlined, string message)
    {
        var run = Verify.Reports(Model(forward), ("HYP0106", underlined));
        Assert.Equal(message, run.RuleDiagnostics[0].GetMessage());
    }

    [Theory]
    [InlineData("=> Hidden.forward(x) + Narrow.forward(Elsewhere(x));", "Hidden.forward(x) + Narrow.forward(Elsewhere(x))")]
    [InlineData("{ var h = Hidden.forward(x); h += Output.forward(h); return h; }", "h += Output.forward(h)")]
    [InlineData("{ var h = Hidden.forward(x); return h.mul(Output.forward(h)); }", "h.mul(Output.forward(h))")]
    [InlineData("{ var e = Edges.forward(x.view(-1, 1, 28, 28)); return e - max_pool2d(e, 3, stride: 1); }", "e - max_pool2d(e, 3, stride: 1)")]
    [InlineData("{ var e = Edges.forward(x.view(-1, 1, 28, 28)); return cat([e, max_pool2d(e, 2)], 1); }", "cat([e, max_pool2d(e, 2)], 1)")]
    [InlineData("{ var h = Hidden.forward(x.flatten(1)); return stack([h, Output.forward(h)], 1); }", "stack([h, Output.forward(h)], 1)")]
    public void Shapes_that_do_not_fit_each_other(string forward, string underlined)
        => Verify.Reports(Model(forward), ("HYP0107", underlined));

    [Theory]
    [InlineData("=> Output.forward(Drop(relu(Hidden.forward(x)), Dropout));")]
    [InlineData("{ var h = relu(Hidden.forward(x)); return Output.forward(h + Same.forward(h) * 0.5); }")]
    [InlineData("{ Tensor h = Hidden.forward(x); for (var i = 0; i < 3; i++) { h = h + Same.forward(h); } return Output.forward(h); }")]
    [InlineData("{ var e = relu(max_pool2d(Edges.forward(Cutout(x.view(-1, 1, 28, 28), Dropout)), 2)); return Classes.forward(max_pool2d(Parts.forward(e), (6, 6)).view(e.shape[0], 32).repeat(1, 49)); }")]
    [InlineData("{ var e = Edges.forward(x.view(-1, 1, 28, 28)); return Output.forward(max_pool2d(Parts.forward(max_pool2d(e, 2)), 6).flatten(1)); }")]
    [InlineData("{ var e = Edges.forward(x.view(-1, 1, 28, 28)); return Narrow.forward(adaptive_avg_pool2d(e, 1).flatten(1)) + Narrow.forward(e.mean([2, 3])) + Narrow.forward(e.amax(2, 3)); }")]
    [InlineData("=> Output.forward(Long.forward(Words.forward(x)).Hidden);")]
    [InlineData("{ var (outputs, hidden, _) = Long.forward(Words.forward(x)); return Output.forward(hidden) + Output.forward(outputs[TensorIndex.Colon, -1]); }")]
    [InlineData("{ var s = Gated.forward(Words.forward(x)); return Output.forward(s.Item2) + Output.forward(s.Outputs.select(1, 0)); }")]
    [InlineData("=> Output.forward(Layered.forward(Hidden.forward(x)));")]
    [InlineData("{ var h = Hidden.forward(x); return Output.forward(h.unsqueeze(1) * h.unsqueeze(-1)); }")]
    [InlineData("=> Batched.forward(Narrow.forward(x)) + Grouped.forward(Narrow.forward(x));")]
    [InlineData("{ var a = Hidden.forward(x.narrow(1, 0, 64)); var b = Narrow.forward(x.narrow(1, 64, 16)); return Foreign.Code(cat([a, b], 1)); }")]
    [InlineData("{ var a = Hidden.forward(x); var b = Narrow.forward(a.narrow(-1, 0, 16)); return Pixels.forward(cat([a, b], -1).repeat(1, 20)); }")]
    [InlineData("=> Output.forward(Foreign.Code(Hidden.forward(Elsewhere(Pixels.forward(x)))));")]
    [InlineData("{ if (x.dim() == 4) { return Pixels.forward(Edges.forward(x).flatten(1)); } return Pixels.forward(x); }")]
    [InlineData("{ var h = Hidden.forward(x.flatten(1)); if (h.dim() == 4) { return Edges.forward(h); } return Output.forward(h); }")]
    [InlineData("{ var h = Hidden.forward(x); if (h.shape[^1] == 32) { return Output.forward(h); } return Narrow.forward(h); }")]
    [InlineData("{ if (x.shape[1] == 784) { x = x.view(-1, 1, 28, 28); } else { x = x.view(-1, 1, 7, 7); } return Edges.forward(x).flatten(1); }")]
    [InlineData("=> x.dim() switch { 2 => Pixels.forward(x), 4 => Pixels.forward(x.flatten(1)), _ => throw new System.ArgumentException(nameof(x)) };")]
    [InlineData("{ switch (x.dim()) { case 3: x = Sound.forward(x); break; default: x = Hidden.forward(x); break; } return x.flatten(1); }")]
    [InlineData("{ var h = Hidden.forward(x.flatten(1)); return h.view(-1, 64).view(-1, 32) + h.view(-1) .view(-1, 32); }")]
    [InlineData("{ var p = x.view(-1, 7, 5); return p.view(-1, 5).view(-1, 7, 5).view(x.shape[0], -1); }")]
    [InlineData("{ var p = Narrow.forward(x.view(-1, 16)); return Output.forward(p.view(x.shape[0], -1)); }")]
    [InlineData("{ var h = Hidden.forward(x); h.unsqueeze_(1); return Batched.forward(h); }")]
    [InlineData("{ var h = Hidden.forward(x); System.Action widen = () => h = Foreign.Code(x); widen(); return Foreign.Code(Narrow.forward(h)); }")]
    [InlineData("{ Tensor h; try { h = Hidden.forward(x); } catch (System.Exception) { h = Narrow.forward(x); } return h + 1; }")]
    [InlineData("{ var h = Hidden.forward(x); Change(ref h); return Narrow.forward(h); }")]
    [InlineData("{ Tensor h = Hidden.forward(x), g = h; while (g.dim() < 4) { g = g.unsqueeze(-1); } return Edges.forward(g); }")]
    [InlineData("{ var n = 4 * 4; var h = Hidden.forward(x.flatten(1)); return h.view(-1, 2, n) + h.view(h.shape[0], 2, n / 1); }")]
    [InlineData("=> Recursive(x, 3);")]
    [InlineData("=> Either(Either(x, true), false);")]
    [InlineData("=> Layer(Layer(x, 0), 1);")]
    public void Code_that_is_right_or_not_understood(string forward)
        => Verify.Reports(Model(forward, """
            private static void Change(ref Tensor tensor) => tensor = tensor.narrow(-1, 0, 16);
            private Tensor Recursive(Tensor input, int times) => times == 0 ? input : Recursive(relu(input), times - 1);
            private Tensor Either(Tensor input, bool first) => first ? Hidden.forward(input) : Output.forward(input);
            private Tensor Layer(Tensor input, int index) { var layers = new[] { Hidden, Output }; return layers[index].forward(input); }
            """));

    [Fact]
    public void The_default_of_a_method_s_parameter_counts()
        => Verify.Reports(
            Model("{ Foreign.Code(Block(Hidden.forward(x.flatten(1)), 8)); return Block(Hidden.forward(x.flatten(1))); }", "private Tensor Block(Tensor input, int width = 5) => input.view(-1, width);"),
            ("HYP0106", "input.view(-1, width)"));
}
