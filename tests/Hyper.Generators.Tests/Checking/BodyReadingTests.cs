using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What the one reader of bodies takes code for, as rules show it, and that no code takes it too long.</summary>
public sealed class BodyReadingTests
{
    private static readonly ModelSource Real = new()
    {
        Forward = "    [Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward(x)));",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + L2(WeightDecay) + Dropout.Values.mean();",
    };

    [Fact]
    public void Reads_of_the_validation_loss_follow_calls()
        => Verify.Reports((Real with { ValidationLoss = "    [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => Fit(o, t);" }).ToString(), ("HYP0502", "Fit(o, t)"), ("HYP0502", "Fit(o, t)"));

    [Theory]
    [InlineData("Penalty(o)", "private Tensor Penalty(Tensor o) => 0.5 * L2(WeightDecay);", "Penalty(o)")]
    [InlineData("Outer(o)", "private Tensor Outer(Tensor o) => Inner(o); private Tensor Inner(Tensor o) => o.mean() * Dropout.ColumnFor(o).mean();", "Outer(o)")]
    [InlineData("Strength", "private Tensor Strength => L2(WeightDecay);", "Strength")]
    public void A_helper_of_the_validation_loss_reads_for_it(string term, string members, string underlined)
        => Verify.Reports((Real with { ValidationLoss = $"    [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => cross_entropy(o, t) + {term};", Members = members }).ToString(), ("HYP0502", underlined));

    [Fact]
    public void What_only_the_validation_loss_comes_to_is_not_read_in_training()
        => Verify.Reports(
            (Real with
            {
                TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + L2(WeightDecay);",
                ValidationLoss = "    [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => cross_entropy(o, t) * Count();",
                Members = "    private double Count() => Dropout.Info.Count;",
            }).ToString(),
            ("HYP0502", "Count()"));

    [Fact]
    public void Properties_that_stand_for_those_of_a_base_class_are_used_by_it()
        => Verify.Clean((Real with
        {
            Before = """
                public abstract class Classifier
                {
                    protected abstract HyperLinear Head { get; }
                    protected abstract HyperTensor Strength { get; }
                    protected Tensor Classify(Tensor x) => Head.forward(x);
                    protected Tensor Penalty() => Regularizers.L2(Strength);
                }
                """,
            Declaration = "public sealed partial class Digits : Classifier",
            Layers = "    [Linear(64, 32)] public partial HyperLinear Hidden { get; }\n    [Linear(32, 10)] protected override partial HyperLinear Head { get; }",
            Hyperparameters = "    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] protected override partial HyperTensor Strength { get; }",
            Forward = "    [Forward] private Tensor Predict(Tensor x) => Classify(relu(Hidden.forward(x)));",
            TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + Penalty();",
        }).ToString());

    [Fact]
    public void A_method_of_the_user_s_own_is_no_mask_whatever_its_name()
        => Verify.Clean((Real with
        {
            Forward = "    [Forward] private Tensor Predict(Tensor x) => Output.forward(Drop(relu(Hidden.forward(x)), Dropout));",
            TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + L2(WeightDecay);",
            Members = "    private static Tensor Drop(Tensor x, HyperTensor by) => x * by.ColumnFor(x);",
            After = "[Experiment<Digits>(Algorithm.T1T2)] public static partial class TuneDigits;",
        }).ToString());

    [Fact]
    public void A_mask_in_a_helper_is_one()
        => Verify.Reports(
            (Real with
            {
                Forward = "    [Forward] private Tensor Predict(Tensor x) => Output.forward(Less(relu(Hidden.forward(x)), Dropout));",
                TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + L2(WeightDecay);",
                Members = "    private static Tensor Less(Tensor x, HyperTensor rate) => Regularizers.Drop(x, rate);",
                After = "[Experiment<Digits>(Algorithm.T1T2)] public static partial class TuneDigits;",
            }).ToString(),
            ("HYP0414", "Algorithm.T1T2"));

    [Theory]
    [InlineData("(double)L2(WeightDecay)", "(double)L2(WeightDecay)")]
    [InlineData("L2(WeightDecay).item<float>()", "item<float>")]
    [InlineData("0.5 * L2(WeightDecay).detach()", "detach")]
    public void A_penalty_that_no_gradient_passes_is_a_constant(string term, string underlined)
        => Verify.Reports((Real with { TrainingLoss = $"    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + Dropout.Values.mean() + {term};" }).ToString(), ("HYP0506", underlined));

    [Theory]
    [InlineData("mse_loss(o, t, nn.Reduction.Sum)", "mse_loss")]
    [InlineData("(o - t).abs().sum()", "sum")]
    [InlineData("o.mean() - torch.sum(o * t)", "sum")]
    public void A_loss_that_sums_over_rows(string loss, string underlined)
        => Verify.Reports((Real with { ValidationLoss = $"    [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => {loss};" }).ToString(), ("HYP0510", underlined));

    [Theory]
    [InlineData("mse_loss(o, t, nn.Reduction.None).mean()")]
    [InlineData("(o - t).square().mean([0]).sum()")]
    [InlineData("(o - t).abs().sum() / o.shape[0]")]
    [InlineData("o.square().sum(1).mean()")]
    public void A_loss_that_is_a_mean(string loss)
        => Verify.Clean((Real with { ValidationLoss = $"    [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => {loss};" }).ToString());

    /// <summary>Helpers that call helpers six times each, seven levels deep, are 280,000 statements: one budget ends it.</summary>
    [Fact]
    public void Reading_stays_within_one_budget()
    {
        var levels = Enumerable.Range(0, 7).Select(i => $"    private static Tensor Level{i}(Tensor x) => {string.Join(" + ", Enumerable.Repeat(i == 6 ? "x" : $"Level{i + 1}(x)", 6))};");
        var source = (Real with { Forward = "    [Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward(Level0(x))));", Members = string.Join("\n", levels) }).ToString();
        var run = Verify.Clean(source);
        Assert.DoesNotContain("Digits.Passes.g.cs", run.Files.Keys);
        var compilation = run.Output;
        var type = compilation.SyntaxTrees.First().GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First(declared => declared.Identifier.ValueText == "Digits");
        var symbol = (INamedTypeSymbol)compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type)!;
        var reading = Bodies.ModelReading.Read(symbol, method => Bodies.Reading.BodySource.Of(compilation, method, default), default)!;
        Assert.Equal("code that goes on for too long", reading.End!.Value.Why);
        Assert.InRange(reading.AfterForward, 1, 30_000);
    }

    /// <summary>A sum of thousands of terms is as many expressions, each within the next.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    public void No_nesting_ends_generation(string term)
    {
        var sum = string.Join(" + ", Enumerable.Repeat(term, 3_000));
        var source = term == "1"
            ? (Real with { After = $"internal static class Table {{ public static readonly int[] Sums = [{sum}]; public static readonly object Text = \"a\" + {sum}; }}" }).ToString()
            : (Real with { Forward = $"    [Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward({sum})));" }).ToString();
        IReadOnlyDictionary<string, string>? files = null;
        var thread = new Thread(() => files = GeneratorRun.Of(Project.Of(source)).Files, 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Contains("Digits.Model.g.cs", files!.Keys);
    }

    [Fact]
    public void A_model_s_own_constants_are_known()
        => Verify.Generated((Real with { TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => cross_entropy(o, t) + (1.0 / Layout.WeightCount) * L2(WeightDecay) + Dropout.Values.mean();" }).ToString())
            .Member("TrainingPass").HasLine($"loss.add_(LossTerms.L2(this.WeightDecay, {(1.0 / ((64 * 32) + 32 + (32 * 10) + 10)).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}), Scalars.Of(1));");
}
