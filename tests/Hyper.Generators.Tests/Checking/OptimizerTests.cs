using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>Hyperparameters that are the optimizer's own numbers: where they are allowed, what they can be, and who reads them.</summary>
public sealed class OptimizerTests
{
    private const string Rate = "Of = Optimizer.LearningRate, Initial = 1e-2, Scale = Scale.Log";
    private const string Momentum = "Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1";
    private const string Decay = "Of = Optimizer.WeightDecay, Initial = 1e-4, Scale = Scale.Log";

    private static string Source(string number, string experiment = "", string training = "cross_entropy(logits, labels) + L2(Penalty)", string forward = "Output.forward(pixels)", string validation = "cross_entropy(logits, labels)")
        => $$"""
            {{ModelSource.Usings}}
            [HyperModel]
            public sealed partial class Digits
            {
                [Linear(64, 10)] public partial HyperLinear Output { get; }
                [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Penalty { get; }
                [Hyperparameter({{number}})] public partial HyperTensor Number { get; }
                [Forward] private Tensor Predict(Tensor pixels) => {{forward}};
                [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => {{training}};
                [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => {{validation}};
            }

            {{(experiment.Length == 0 ? "" : $"[Experiment<Digits>({experiment})] public static partial class Tune;")}}
            """;

    [Theory]
    [InlineData(Rate, "Algorithm.OnePass")]
    [InlineData(Rate, "Algorithm.Unrolled, InnerSteps = 2, UnrollSteps = 5")]
    [InlineData(Momentum, "Algorithm.OnePass, SolverSteps = 10, LearningRate = 0.1")]
    [InlineData(Momentum, "Algorithm.Bayesian, Optimizer = OptimizerKind.Sgd")]
    [InlineData(Decay, "Algorithm.Unrolled, LearningRate = 0.1, Momentum = 0.5")]
    [InlineData(Decay, "Algorithm.Random")]
    [InlineData(Rate, "Algorithm.Random, Optimizer = OptimizerKind.Adam")]
    [InlineData(Rate, "Algorithm.OnePass, Fixed = nameof(Digits.Number)")]
    [InlineData("Of = Optimizer.LearningRate, Min = 1e-10, Max = 1, Scale = Scale.Log", "Algorithm.OnePass")]
    [InlineData("Of = Optimizer.None, Initial = 1", "", "cross_entropy(logits, labels) + L2(Penalty) + L1(Number)")]
    public void What_is_allowed(string number, string experiment, string training = "cross_entropy(logits, labels) + L2(Penalty)")
        => Verify.Clean(Source(number, experiment, training));

    /// <summary>The algorithm that the compiler chooses is refused as one that is named.</summary>
    [Theory]
    [InlineData("Algorithm.Joint", "Algorithm.Joint", "Joint")]
    [InlineData("Algorithm.Global", "Algorithm.Global", "Global")]
    [InlineData("Algorithm.T1T2", "Algorithm.T1T2", "T1T2")]
    [InlineData("Algorithm.SingleLoop", "Algorithm.SingleLoop", "SingleLoop")]
    [InlineData("Algorithm.Implicit, LearningRate = 0.1", "Algorithm.Implicit", "Implicit")]
    public void An_algorithm_without_an_optimizer(string experiment, string underlined, string algorithm)
    {
        var run = Verify.ReportsAlone(Source(Rate, experiment), ("HYP0431", underlined));
        Assert.Equal(
            $"The experiment 'Tune' uses Algorithm.{algorithm}, but 'Number' is the optimizer's LearningRate, and a best response has no optimizer; use Algorithm.OnePass, Algorithm.Unrolled or a search",
            Assert.Single(run.RuleDiagnostics).GetMessage());
    }

    [Fact]
    public void The_compiler_s_choice_has_none_either()
        => Verify.ReportsAlone(Source(Rate, "Steps = 10"), ("HYP0431", "Experiment<Digits>(Steps = 10)"));

    [Theory]
    [InlineData(Rate, "Per = Per.Weight")]
    [InlineData(Momentum, "Count = 3")]
    [InlineData(Decay, "Penalized = Penalized.WithoutBiases")]
    [InlineData(Rate, "PerturbationFactor = 2")]
    public void An_option_that_is_about_something_else(string number, string option)
        => Verify.ReportsAlone(Source($"{number}, {option}"), ("HYP0213", option));

    [Theory]
    [InlineData("Of = Optimizer.LearningRate, Initial = 0.1", "which is above 0; write Scale = Scale.Log")]
    [InlineData("Of = Optimizer.LearningRate, Initial = 0.1, Min = -1, Max = 1", "which is above 0; write Scale = Scale.Log")]
    [InlineData("Of = Optimizer.WeightDecay, Initial = 0.1, Max = 1", "which is above 0; write Scale = Scale.Log")]
    [InlineData("Of = Optimizer.Momentum, Initial = 0.5, Min = 0", "which lies between 0 and 1; write Min = 0 and Max = 1, or bounds between those")]
    [InlineData("Of = Optimizer.Momentum, Initial = 0.5, Min = -0.1, Max = 1", "which lies between 0 and 1; write Min = 0 and Max = 1, or bounds between those")]
    [InlineData("Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1.1", "which lies between 0 and 1; write Min = 0 and Max = 1, or bounds between those")]
    public void A_range_that_leaves_what_the_number_can_be(string number, string words)
    {
        var run = Verify.ReportsAlone(Source(number), ("HYP0215", number.Split(',')[0]));
        Assert.EndsWith(words, Assert.Single(run.RuleDiagnostics).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_no_member()
        => Verify.ReportsAlone(Source("Of = (Optimizer)9, Initial = 1", training: "cross_entropy(logits, labels) + L2(Penalty) + L1(Number)"), ("HYP0207", "Of = (Optimizer)9"));

    [Fact]
    public void A_search_by_Adam_for_a_momentum()
    {
        Verify.ReportsAlone(Source(Momentum, "Algorithm.Random"), ("HYP0432", "Algorithm.Random"));
        Verify.ReportsAlone(Source(Momentum, "Algorithm.Random, Optimizer = OptimizerKind.Adam"), ("HYP0432", "Optimizer = OptimizerKind.Adam"));
    }

    [Theory]
    [InlineData(Rate, "Algorithm.Random, LearningRate = 0.1", "LearningRate = 0.1")]
    [InlineData(Momentum, "Algorithm.Unrolled, Momentum = 0.9", "Momentum = 0.9")]
    [InlineData(Momentum, "Algorithm.Random, Optimizer = OptimizerKind.Sgd, Momentum = 0.9", "Momentum = 0.9")]
    public void A_setting_that_a_hyperparameter_takes_the_place_of(string number, string experiment, string underlined)
        => Verify.ReportsAlone(Source(number, experiment), ("HYP0433", underlined));

    [Fact]
    public void Momentum_of_the_outer_level_is_read()
        => Verify.Clean(Source(Momentum, "Algorithm.OnePass, HyperOptimizer = OptimizerKind.Sgd, Momentum = 0.9"));

    [Fact]
    public void A_model_that_reads_its_optimizer_s_number()
    {
        var run = Verify.ReportsAlone(Source(Rate, training: "cross_entropy(logits, labels) + L2(Penalty) + L2(this.Number)"), ("HYP0511", "this.Number"));
        Assert.Equal(
            "'Number' is the optimizer's LearningRate, which nothing in the model reads; remove Of where it is declared, or read another hyperparameter here",
            Assert.Single(run.RuleDiagnostics).GetMessage());
        Verify.ReportsAlone(Source(Decay, forward: "Output.forward(pixels * Number.ColumnFor(pixels))"), ("HYP0511", "Number"));
    }
}
