using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>HYP0506 to HYP0508: what lies between a loss and the weights that it is to train.</summary>
public sealed class GradientCutTests
{
    private static readonly ModelSource Good = new()
    {
        Forward = "[Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward(x)));",
        TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay) + Dropout.Values.mean();",
        ValidationLoss = "[ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);",
        Members = """
            private static Tensor Plain(Tensor rows) => rows;
            private Tensor Own(Tensor rows) => rows;
            private static Tensor Cut(Tensor rows) => relu(rows).detach();
            public Tensor? kept;
            """,
    };

    private static string WithForward(string body) => (Good with { Forward = $"[Forward] private Tensor Predict(Tensor x) {body}" }).ToString();

    private static string WithTrainingLoss(string body) => (Good with { TrainingLoss = $"[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) {body}" }).ToString();

    /// <summary>Demands these diagnostics, and none of the C# compiler. What the generator emits does not depend on method bodies, which other tests show.</summary>
    private static void Expect(string source, params (string Id, string Underlined)[] expected)
    {
        var run = GeneratorRun.Of(Project.Of(source));
        Assert.Equal(expected, run.RuleDiagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan))));
        Assert.Empty(run.CompilerDiagnostics);
    }

    private const string Penalties = "L2(WeightDecay) + Dropout.Values.mean()";

    [Fact]
    public void The_model_without_a_cut() => Expect(Good.ToString());

    [Theory]
    [InlineData("=> Output.forward(relu(Hidden.forward(x).detach()));", "detach")]
    [InlineData("=> Output.forward(Hidden.forward(x).argmax(1).to(ScalarType.Float32));", "argmax")]
    [InlineData("=> Output.forward(torch.argmax(Hidden.forward(x), 1));", "argmax")]
    [InlineData("{ var hidden = Hidden.forward(x); hidden = hidden.detach(); return Output.forward(hidden); }", "detach")]
    [InlineData("{ var hidden = relu(Hidden.forward(x)); var gate = hidden > 0; return Output.forward(gate); }", "hidden > 0")]
    [InlineData("{ var size = Hidden.forward(x).mean().item<float>(); return Output.forward(x.narrow(1, 0, 32) * size); }", "item<float>")]
    [InlineData("{ var size = (float)Hidden.forward(x).mean(); return Output.forward(x.narrow(1, 0, 32) * System.MathF.Sqrt(size)); }", "(float)Hidden.forward(x).mean()")]
    [InlineData("{ var size = Hidden.forward(x).mean().ToDouble(); return Output.forward(x.narrow(1, 0, 32) * size); }", "ToDouble")]
    [InlineData("{ Tensor hidden; using (no_grad()) { hidden = relu(Hidden.forward(x)); } return Output.forward(hidden); }", "no_grad")]
    [InlineData("{ Tensor hidden; using (var scope = torch.inference_mode()) hidden = relu(Hidden.forward(x)); return Output.forward(hidden); }", "inference_mode")]
    [InlineData("{ if (x.dim() == 2) { x = x.unsqueeze(1); } return Output.forward(Hidden.forward(x).ge(0)); }", "ge")]
    [InlineData("{ var hidden = Hidden.forward(x); for (var i = 0; i < 3; i++) { hidden = relu(hidden).round(); } return Output.forward(hidden.detach()); }", "round")]
    [InlineData("{ var hidden = Hidden.forward(x); for (var i = 0; i < x.dim(); i++) { hidden = relu(hidden).round(); } return Output.forward(hidden.detach()); }", "round", "detach")]
    [InlineData("=> Output.forward(Plain(Hidden.forward(x)).sign());", "sign")]
    [InlineData("=> Output.forward(Own(Hidden.forward(x).detach()));", "detach")]
    [InlineData("=> Output.forward(Cut(Hidden.forward(x)));", "detach")]
    [InlineData("{ Tensor Cut(Tensor rows) => rows.detach(); return Output.forward(Cut(Hidden.forward(x))); }", "detach")]
    [InlineData("{ System.Func<Tensor, Tensor> cut = rows => rows.round(); return Output.forward(cut(Hidden.forward(x))); }", "round")]
    [InlineData("=> Output.forward(Hidden.forward(x).sign_());", "sign_")]
    [InlineData("=> Output.forward(x.dim() > 1 ? Hidden.forward(x).detach() : x);", "detach")]
    [InlineData("{ var parts = new System.Collections.Generic.List<Tensor>(); parts.Add(Hidden.forward(x).detach()); return Output.forward(cat(parts, 1)); }", "detach")]
    [InlineData("{ var hidden = Hidden.forward(x); return Output.forward(this.Hidden.weight.detach() + hidden.detach()); }", "detach", "detach")]
    public void A_layer_that_gradients_do_not_reach(string body, params string[] underlined)
        => Expect(WithForward(body), [.. underlined.Select(text => ("HYP0506", text))]);

    [Fact]
    public void The_outputs_of_the_last_layer()
        => Expect(WithForward("{ var hidden = Hidden.forward(x); using var scope = no_grad(); return Output.forward(hidden); }"), ("HYP0506", "no_grad"));

    [Theory]
    [InlineData("{ var hidden = Hidden.forward(x); return Output.forward(hidden * (hidden > 0)); }")]
    [InlineData("{ var hidden = Hidden.forward(x); var mask = hidden.detach().gt(0.5); return Output.forward(hidden * mask); }")]
    [InlineData("{ var soft = softmax(Hidden.forward(x), 1); return Output.forward(soft + (soft.round() - soft).detach()); }")]
    [InlineData("{ var hidden = Hidden.forward(x); var norm = hidden.norm().item<float>(); return Output.forward(hidden / norm); }")]
    [InlineData("{ var hidden = Hidden.forward(x); if (hidden.mean().item<float>() > 0) { hidden = -hidden; } return Output.forward(hidden); }")]
    [InlineData("{ var hidden = Hidden.forward(x); System.Console.WriteLine(hidden.mean().item<float>()); return Output.forward(hidden); }")]
    [InlineData("=> Output.forward(Hidden.forward(x.detach()));")]
    [InlineData("{ using (no_grad()) { x = x / x.norm(); } return Output.forward(Hidden.forward(x)); }")]
    [InlineData("{ var view = Hidden.forward(x); using (no_grad()) { System.Console.WriteLine(view.mean()); } return Output.forward(view); }")]
    [InlineData("{ var hidden = Hidden.forward(x); if (x.dim() > 1) { hidden = hidden.detach(); } return Output.forward(hidden); }")]
    [InlineData("{ if (x.dim() > 1) { return Output.forward(Hidden.forward(x).detach()); } return Output.forward(Hidden.forward(x)); }")]
    [InlineData("{ var hidden = Hidden.forward(x); kept = hidden; return Output.forward(hidden.detach()); }")]
    [InlineData("{ Tensor Block(Tensor rows) => Hidden.forward(rows); return Output.forward(Block(x) + Hidden.forward(x).detach()); }")]
    [InlineData("{ System.Func<Tensor, Tensor> block = rows => Hidden.forward(rows); return Output.forward(block(x) + Hidden.forward(x).detach()); }")]
    [InlineData("{ var parts = new System.Collections.Generic.List<Tensor>(); parts.Add(Hidden.forward(x)); parts.Add(Hidden.forward(x).detach()); return Output.forward(cat(parts, 1)); }")]
    [InlineData("{ var parts = new Tensor[2]; parts[0] = Hidden.forward(x); parts[1] = parts[0].detach(); return Output.forward(cat(parts, 1)); }")]
    [InlineData("{ var (hidden, fixedPart) = (Hidden.forward(x), Hidden.forward(x).detach()); return Output.forward(hidden + fixedPart); }")]
    [InlineData("{ try { return Output.forward(Hidden.forward(x).detach()); } catch (System.Exception) { return Output.forward(Hidden.forward(x)); } }")]
    [InlineData("{ var size = Hidden.Inputs; return Output.forward(Hidden.forward(x.view(-1, size))); }")]
    [InlineData("{ x = x.eq(0).to(ScalarType.Float32); return Output.forward(Hidden.forward(x)); }")]
    public void A_cut_with_another_way_around_it_or_of_what_no_gradient_is_wanted_for(string body) => Expect(WithForward(body));

    [Theory]
    [InlineData("=> logits.argmax(1).eq(labels).mean() + L2(WeightDecay) + Dropout.Values.mean();", "argmax")]
    [InlineData("=> cross_entropy(logits.detach(), labels) + L2(WeightDecay) + Dropout.Values.mean();", "detach")]
    [InlineData("=> torch.tensor(mse_loss(logits, labels).item<float>()) + L2(WeightDecay) + Dropout.Values.mean();", "item<float>")]
    [InlineData("{ var loss = cross_entropy(logits, labels); var number = (double)loss; return torch.tensor(number) + L2(WeightDecay) + Dropout.Values.mean(); }", "(double)loss")]
    [InlineData("{ using (no_grad()) { return cross_entropy(logits, labels) + L2(WeightDecay) + Dropout.Values.mean(); } }", "no_grad")]
    [InlineData("=> cross_entropy(logits, labels) + L2(WeightDecay) + Dropout.Values.mean() * Hidden.weight.pow(2).sum().detach();", "detach")]
    [InlineData("=> cross_entropy(logits, labels) + L2(WeightDecay) + Dropout.Values.mean() + 0.1 * Hidden.weight.abs().sum().item<float>();", "item<float>")]
    public void A_loss_that_does_not_answer_to_the_model(string body, string underlined) => Expect(WithTrainingLoss(body), ("HYP0506", underlined));

    [Theory]
    [InlineData("=> mse_loss(logits, softmax(logits.detach(), 1)) + " + Penalties + ";")]
    [InlineData("=> cross_entropy(logits, labels.detach()) + " + Penalties + ";")]
    [InlineData("{ var sure = (softmax(logits, 1).max() > 0.9); return (cross_entropy(logits, labels) * sure).mean() + " + Penalties + "; }")]
    [InlineData("{ var right = logits.argmax(1).eq(labels).mean().item<double>(); kept = torch.tensor(right); return cross_entropy(logits, labels) + " + Penalties + "; }")]
    [InlineData("=> cross_entropy(logits, labels) / Hidden.weight.norm().detach() + " + Penalties + ";")]
    [InlineData("=> cross_entropy(logits, labels) + Hidden.weight.norm() * Hidden.weight.norm().detach() + " + Penalties + ";")]
    [InlineData("=> cross_entropy(logits, labels) + (labels > 0).mean() + " + Penalties + ";")]
    [InlineData("{ if (labels.dim() > 1) { logits = logits.detach(); } return cross_entropy(logits, labels) + " + Penalties + "; }")]
    [InlineData("=> cross_entropy(logits, labels) + L2(WeightDecay) + Dropout.Values.detach().mean();")]
    public void A_loss_that_answers_to_the_model(string body) => Expect(WithTrainingLoss(body));

    [Theory]
    [InlineData("=> logits.argmax(1).eq(labels).mean();", "argmax")]
    [InlineData("=> (logits.round() - labels).abs().mean();", "round")]
    [InlineData("=> (logits > labels).to(ScalarType.Float32).mean();", "logits > labels")]
    [InlineData("{ using var scope = no_grad(); return mse_loss(logits, labels); }", "no_grad")]
    [InlineData("=> Wrong(logits, labels); private static Tensor Wrong(Tensor outputs, Tensor targets) => outputs.argmax(1).ne(targets).mean();", "argmax")]
    public void A_validation_loss_that_does_not_answer_to_the_model(string body, string underlined)
        => Expect((Good with { ValidationLoss = $"[ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) {body}" }).ToString(), ("HYP0506", underlined));

    [Fact]
    public void A_layer_that_the_training_loss_uses_too()
        => Expect((Good with
        {
            Forward = "[Forward] private Tensor Predict(Tensor x) => Output.forward(Hidden.forward(x).detach());",
            TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + Hidden.weight.pow(2).sum() + " + Penalties + ";",
        }).ToString());

    [Theory]
    [InlineData("{ Hidden.weight.mul_(0.9); return Output.forward(Hidden.forward(x)); }", "mul_")]
    [InlineData("{ Hidden.bias!.add_(1); return Output.forward(Hidden.forward(x)); }", "add_")]
    [InlineData("{ using (no_grad()) { Hidden.weight.copy_(Hidden.weight * 2); } return Output.forward(Hidden.forward(x)); }", "copy_")]
    [InlineData("{ torch.nn.init.zeros_(Hidden.weight); return Output.forward(Hidden.forward(x)); }", "zeros_")]
    [InlineData("{ Hidden.weight.view(-1).clamp_(-1, 1); return Output.forward(Hidden.forward(x)); }", "clamp_")]
    [InlineData("{ var weight = Hidden.weight; weight.clamp_(-1, 1); return Output.forward(Hidden.forward(x)); }", "clamp_")]
    [InlineData("{ Hidden.weight[0] = torch.zeros(64); return Output.forward(Hidden.forward(x)); }", "Hidden.weight[0]")]
    [InlineData("{ void Clip() => Hidden.weight.clamp_(-1, 1); Clip(); return Output.forward(Hidden.forward(x)); }", "clamp_")]
    public void A_weight_that_is_written(string body, string underlined) => Expect(WithForward(body), ("HYP0507", underlined));

    [Theory]
    [InlineData("{ var weight = Hidden.weight.clone(); weight.clamp_(-1, 1); return Output.forward(Hidden.forward(x)); }")]
    [InlineData("{ var weight = Hidden.weight; weight = weight * 2; weight.clamp_(-1, 1); return Output.forward(Hidden.forward(x)); }")]
    [InlineData("{ var hidden = Hidden.forward(x); hidden[0] = 0; return Output.forward(hidden.relu_()); }")]
    [InlineData("{ var clipped = Hidden.weight.clamp(-1, 1); return Output.forward(functional.linear(x, clipped, Hidden.bias)); }")]
    [InlineData("{ (Hidden.weight * 2).mul_(0.9); return Output.forward(Hidden.forward(x)); }")]
    public void A_weight_that_is_read(string body) => Expect(WithForward(body).Replace("functional.linear", "torch.nn.functional.linear", StringComparison.Ordinal));

    [Theory]
    [InlineData("=> Output.forward(dropout(Hidden.forward(x), Dropout.Values.item<float>()));", "item<float>")]
    [InlineData("{ var rate = (double)Dropout.Values.mean(); return Output.forward(dropout(Hidden.forward(x), rate)); }", "(double)Dropout.Values.mean()")]
    [InlineData("=> Output.forward(Own(Hidden.forward(x)) * Dropout.ColumnFor(x)[0].ToSingle());", "ToSingle")]
    public void A_hyperparameter_that_becomes_a_number(string body, string underlined) => Expect(WithForward(body), ("HYP0508", underlined));

    [Theory]
    [InlineData("=> Output.forward(Hidden.forward(x) * Dropout.ColumnFor(x));")]
    [InlineData("{ var hidden = Hidden.forward(x); return Output.forward(hidden * (torch.rand_like(hidden) > Dropout.ColumnFor(hidden))); }")]
    [InlineData("{ System.Console.WriteLine(Dropout.Values.mean().item<float>()); return Output.forward(Hidden.forward(x)); }")]
    [InlineData("=> Output.forward(Hidden.forward(x) * (float)Dropout.Info.Count);")]
    public void A_hyperparameter_that_stays_a_tensor(string body) => Expect(WithForward(body));

    [Theory]
    [InlineData("Algorithm.Joint, HyperSamples = 1", false)]
    [InlineData("Algorithm.Simplified", false)]
    [InlineData("Algorithm.Joint, HyperSamples = 2", true)]
    [InlineData("Steps = 10", true)]
    [InlineData("Algorithm.T1T2", true)]
    public void A_hyperparameter_that_is_one_number_in_every_experiment(string setting, bool isReported)
    {
        var source = (Good with
        {
            Forward = "[Forward] private Tensor Predict(Tensor x) => Output.forward(dropout(Hidden.forward(x), Dropout.Values.item<float>()));",
            After = $"[Experiment<Digits>({setting})] public static partial class TuneDigits;",
        }).ToString();
        Expect(source, isReported ? [("HYP0508", "item<float>")] : []);
    }

    [Fact]
    public void A_model_within_a_model_is_looked_at_once()
    {
        var inner = WithForward("{ Hidden.weight.mul_(0.9); return Output.forward(Hidden.forward(x).detach()); }")
            .Replace(ModelSource.Usings, "", StringComparison.Ordinal)
            .Replace("class Digits", "class Inner", StringComparison.Ordinal);
        Expect((Good with { Members = Good.Members + inner }).ToString(), ("HYP0507", "mul_"), ("HYP0506", "detach"));
    }

    [Fact]
    public void The_message_names_what_is_cut_off_and_the_cure()
    {
        var run = GeneratorRun.Of(Project.Of(WithForward("{ using (no_grad()) { x = relu(Hidden.forward(x)); return Output.forward(x); } }")));
        Assert.Equal(
            "'no_grad' lets no gradient through, and it is the only way from the model's outputs to the layers 'Hidden' and 'Output', so nothing is learned along it; compute it outside of that scope",
            Assert.Single(run.RuleDiagnostics).GetMessage());
    }
}
