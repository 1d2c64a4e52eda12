using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>Algorithms that compute their hypergradients, and the Curvature family: what they need and what they do not read.</summary>
public sealed class HypergradientTests
{
    private static string Source(string arguments, string attribute = "[HyperModel]")
        => (new ModelSource { Attribute = attribute, After = $"[Experiment<Digits>({arguments})]\npublic static partial class Tune;" }).ToString();

    private static string Masked(string arguments, string forward, string training = "cross_entropy(logits, labels)", string attribute = "[HyperModel]")
        => $$"""
            {{ModelSource.Usings}}
            {{attribute}}
            public sealed partial class Digits
            {
                [Linear(64, 10)] public partial HyperLinear Output { get; }
                [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
                [Forward] private Tensor Predict(Tensor pixels) => {{forward}};
                [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => {{training}};
                [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
            }

            [Experiment<Digits>({{arguments}})]
            public static partial class Tune;
            """;

    [Fact]
    public void Curvature_without_joint_training()
        => Verify.ReportsAlone(Source("Algorithm.Simplified", "[HyperModel(Hypernetwork.Curvature)]"), ("HYP0413", "Algorithm.Simplified"));

    [Theory]
    [InlineData("")]
    [InlineData("Algorithm.Joint, Preconditioner = Preconditioner.Kronecker, Damping = 0")]
    [InlineData("Algorithm.Implicit")]
    [InlineData("Algorithm.SingleLoop")]
    public void Curvature_with_an_algorithm_that_can_do_with_it(string arguments)
        => Verify.Clean(Source(arguments, "[HyperModel(Hypernetwork.Curvature)]"));

    [Theory]
    [InlineData("Algorithm.Implicit")]
    [InlineData("Algorithm.Unrolled")]
    [InlineData("Algorithm.T1T2")]
    [InlineData("Algorithm.SingleLoop")]
    [InlineData("Algorithm.OnePass")]
    public void A_hyperparameter_that_only_a_mask_reads(string algorithm)
        => Verify.ReportsAlone(Masked(algorithm, "Output.forward(Drop(pixels, Dropout))"), ("HYP0414", algorithm));

    [Fact]
    public void A_hyperparameter_that_only_a_mask_reads_under_curvature()
        => Verify.ReportsAlone(
            Masked("Algorithm.Joint", "Output.forward(Drop(pixels, this.Dropout))", attribute: "[HyperModel(Hypernetwork.Curvature)]"),
            ("HYP0414", "Algorithm.Joint"));

    [Theory]
    [InlineData("Algorithm.Implicit", "Output.forward(Drop(pixels, Dropout))", "cross_entropy(logits, labels) + L2(Dropout)")]
    [InlineData("Algorithm.Implicit", "Output.forward(pixels * (1 - Dropout.Values))", "cross_entropy(logits, labels)")]
    [InlineData("Algorithm.Joint", "Output.forward(Drop(pixels, Dropout))", "cross_entropy(logits, labels)")]
    public void A_hyperparameter_with_a_derivative_or_no_need_of_one(string algorithm, string forward, string training)
        => Verify.Clean(Masked(algorithm, forward, training));

    [Theory]
    [InlineData("Algorithm.Unrolled")]
    [InlineData("Algorithm.OnePass")]
    public void Updates_by_Adam(string algorithm)
        => Verify.ReportsAlone(Source($"{algorithm}, Optimizer = OptimizerKind.Adam"), ("HYP0415", "Optimizer = OptimizerKind.Adam"));

    [Theory]
    [InlineData("Algorithm.Unrolled, Momentum = 0.5")]
    [InlineData("Algorithm.Unrolled, Optimizer = OptimizerKind.Sgd, HyperOptimizer = OptimizerKind.Adam")]
    public void Unrolling_with_descent(string arguments) => Verify.Clean(Source(arguments));

    [Theory]
    [InlineData("Algorithm.Joint", "SolverSteps = 3")]
    [InlineData("Algorithm.Joint", "Preconditioner = Preconditioner.None")]
    [InlineData("Algorithm.Joint", "Damping = 0.1")]
    [InlineData("Algorithm.Simplified", "WarmStart = false")]
    [InlineData("Algorithm.Implicit", "UnrollSteps = 3")]
    [InlineData("Algorithm.Implicit", "NeumannRate = 0.2")]
    [InlineData("Algorithm.Implicit", "HyperSamples = 1")]
    [InlineData("Algorithm.T1T2", "PerturbationScale = 0.1")]
    [InlineData("Algorithm.T1T2", "Solver = Solver.Neumann")]
    [InlineData("Algorithm.Unrolled", "OuterSteps = 2")]
    [InlineData("Algorithm.OnePass", "OuterSteps = 2")]
    [InlineData("Algorithm.OnePass", "UnrollSteps = 3")]
    [InlineData("Algorithm.OnePass", "NeumannRate = 0.2")]
    [InlineData("Algorithm.OnePass", "MaxGradientNorm = 1")]
    [InlineData("Algorithm.SingleLoop", "Rows = SampleRows.Repeat")]
    public void A_setting_that_the_algorithm_does_not_read(string algorithm, string setting)
        => Verify.ReportsAlone(Source($"{algorithm}, {setting}"), ("HYP0405", setting));

    [Theory]
    [InlineData("Algorithm.Implicit, Solver = Solver.Neumann, NeumannRate = 0.2, SolverSteps = 20, Damping = 0, WarmStart = false, Preconditioner = Preconditioner.Kronecker, InnerSteps = 5, OuterSteps = 2")]
    [InlineData("Algorithm.Implicit, BatchSize = 1")]
    [InlineData("Algorithm.SingleLoop, NeumannRate = 0.2, Damping = 0.1")]
    [InlineData("Algorithm.T1T2, NeumannRate = 0.2, InnerSteps = 3")]
    [InlineData("Algorithm.Unrolled, UnrollSteps = 20, InnerSteps = 2")]
    [InlineData("Algorithm.OnePass, SolverSteps = 3, InnerSteps = 5, WarmupSteps = 10, LearningRate = 0.1, Momentum = 0.5")]
    public void Settings_that_the_algorithm_reads(string arguments) => Verify.Clean(Source(arguments));

    [Theory]
    [InlineData("Algorithm.Implicit, SolverSteps = 0", "SolverSteps = 0")]
    [InlineData("Algorithm.Implicit, Damping = -1", "Damping = -1")]
    [InlineData("Algorithm.T1T2, NeumannRate = 0", "NeumannRate = 0")]
    [InlineData("Algorithm.T1T2, InnerSteps = 0", "InnerSteps = 0")]
    [InlineData("Algorithm.T1T2, OuterSteps = 0", "OuterSteps = 0")]
    [InlineData("Algorithm.Unrolled, UnrollSteps = 0", "UnrollSteps = 0")]
    [InlineData("Algorithm.OnePass, SolverSteps = 0", "SolverSteps = 0")]
    public void A_setting_out_of_range(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0403", underlined));

    [Theory]
    [InlineData("Algorithm.Implicit, Solver = (Solver)5", "Solver = (Solver)5")]
    [InlineData("Algorithm.Implicit, Preconditioner = (Preconditioner)5", "Preconditioner = (Preconditioner)5")]
    public void A_setting_that_is_no_member(string arguments, string underlined)
        => Verify.ReportsAlone(Source(arguments), ("HYP0207", underlined));

    [Fact]
    public void Curvature_that_tracks_nothing()
        => Verify.ReportsAlone(
            Source("Preconditioner = Preconditioner.None", "[HyperModel(Hypernetwork.Curvature)]"), ("HYP0417", "Preconditioner = Preconditioner.None"));

    [Fact]
    public void A_rank_of_curvature()
        => Verify.ReportsAlone(Source("", "[HyperModel(Hypernetwork.Curvature, Rank = 3)]"), ("HYP0305", "Rank = 3"));

    [Theory]
    [InlineData("Algorithm.Implicit", "")]
    [InlineData("Algorithm.Joint", "Hypernetwork.Curvature")]
    public void A_whole_number_has_no_derivative(string algorithm, string family)
        => Verify.ReportsAlone(
            Masked(algorithm, "Output.forward(pixels * Dropout.Values)", attribute: $"[HyperModel({family})]").Replace("Initial = 0.1, Min = 0, Max = 0.9", "Initial = 2, Min = 0, Max = 4, Discrete = true"),
            ("HYP0425", algorithm));

    [Theory]
    [InlineData("Hypernetwork.Linear", "Hypernetwork.Curvature")]
    [InlineData("Hypernetwork.Curvature", "Hypernetwork.Linear")]
    public void Curvature_of_some_layers_only(string ofClass, string ofLayer)
        => Verify.ReportsAlone(TwoLayers(ofClass, $", Hypernetwork = {ofLayer}"), ("HYP0308", $"Hypernetwork = {ofLayer}"));

    [Theory]
    [InlineData("Hypernetwork.Curvature", "")]
    [InlineData("Hypernetwork.Curvature", ", Hypernetwork = Hypernetwork.Curvature")]
    [InlineData("Hypernetwork.Linear", ", Hypernetwork = Hypernetwork.Structured")]
    public void Curvature_of_all_layers_or_of_none(string ofClass, string ofLayer) => Verify.Clean(TwoLayers(ofClass, ofLayer));

    private static string TwoLayers(string ofClass, string option)
        => $$"""
            {{ModelSource.Usings}}
            [HyperModel({{ofClass}})]
            public sealed partial class Digits
            {
                [Linear(64, 32)] public partial HyperLinear Hidden { get; }
                [Linear(32, 10{{option}})] public partial HyperLinear Output { get; }
                [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
                [Forward] private Tensor Predict(Tensor pixels) => Output.forward(relu(Hidden.forward(pixels)));
                [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
                [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
            }
            """;
}
