using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class ExperimentCases
{
    private static readonly string Differentiated = (Good with
    {
        Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(relu(Hidden.forward(HOLE)));",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);",
        After = "[Experiment<Digits>(Algorithm.Implicit)] public static partial class Tune;",
    }).ToString();

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("HYP0401", ExperimentDeclaration, "public static class Tune { }", "Tune", "public static partial class Tune { }", "internal static partial class Tune;"),
        new("HYP0402", (Good with { After = "[Experiment<HOLE>] public static partial class Tune;" }).ToString(), "string", "string", "Digits", "global::Digits"),
        new("HYP0403", Experiment, "Steps = 0", "Steps = 0", "Steps = 1", "Steps = 2_000"),
        new("HYP0404", Experiment, "Steps = 10, WarmupSteps = 10", "WarmupSteps = 10", "Steps = 10, WarmupSteps = 9", "Steps = 11, WarmupSteps = 10"),
        new("HYP0405", Experiment, "Algorithm.Simplified, HyperSamples = 1", "HyperSamples = 1", "Algorithm.Joint, HyperSamples = 1", "Algorithm.Simplified, Momentum = 0"),
        new("HYP0406", (Good with { After = "public partial class Outer { [Experiment<Digits>] HOLE static partial class Tune; }" }).ToString(), "private", "Tune", "internal", "public"),
        new("HYP0407", Experiment, "HyperSamples = 3, Antithetic = true", "Antithetic = true", "HyperSamples = 4, Antithetic = true", "HyperSamples = 3, Antithetic = false"),
        new("HYP0408", Experiment, "Steps = 10, InnerSteps = 11", "InnerSteps = 11", "Steps = 10, InnerSteps = 10", "Steps = 11, InnerSteps = 11"),
        new("HYP0413", ExperimentWithCurvature, "Algorithm.Simplified", "Algorithm.Simplified", "Algorithm.Joint", "Algorithm.Implicit"),
        new(
            "HYP0414",
            Differentiated,
            "Drop(pixels, Dropout)",
            "Algorithm.Implicit",
            "pixels * (1 - Dropout.Values)",
            "pixels * Dropout.ColumnFor(pixels)"),
        new(
            "HYP0415",
            Experiment,
            "Algorithm.Unrolled, Optimizer = OptimizerKind.Adam",
            "Optimizer = OptimizerKind.Adam",
            "Algorithm.Unrolled, Optimizer = OptimizerKind.Sgd",
            "Algorithm.Unrolled, HyperOptimizer = OptimizerKind.Adam"),
        new(
            "HYP0417",
            ExperimentWithCurvature,
            "Preconditioner = Preconditioner.None",
            "Preconditioner = Preconditioner.None",
            "Preconditioner = Preconditioner.Diagonal",
            "Preconditioner = Preconditioner.Kronecker"),
        new("HYP0420", Experiment, "Algorithm.Grid, GridPoints = 5", "GridPoints = 5", "Algorithm.Grid, Tied = true", "Algorithm.Grid, GridPoints = 1"),
        new("HYP0421", Experiment, "Algorithm.Bayesian, Trials = 1", "Trials = 1", "Algorithm.Bayesian, Trials = 2", "Algorithm.Bayesian, Trials = 5, InitialTrials = 4"),
        new("HYP0422", Experiment, "Algorithm.Hyperband, LeastSteps = 2_000", "LeastSteps = 2_000", "Algorithm.Hyperband, LeastSteps = 1_000", "Algorithm.Hyperband"),
        new(
            "HYP0423",
            Experiment,
            "Algorithm.Random, Sampling = Sampling.Sobol",
            "Sampling = Sampling.Sobol",
            "Algorithm.Random, Sampling = Sampling.Uniform",
            "Algorithm.Random, Sampling = Sampling.Sobol, Tied = true"),
        new(
            "HYP0425",
            (Good with
            {
                Hyperparameters = "    [Hyperparameter(Initial = 2, Min = 0, Max = 4, HOLE)] public partial HyperTensor Shift { get; }",
                TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(Shift);",
                After = "[Experiment<Digits>(Algorithm.Implicit)] public static partial class Tune;",
            }).ToString(),
            "Discrete = true",
            "Algorithm.Implicit",
            "Discrete = false",
            "Hyperprior = 0.1"),
        new(
            "HYP0427",
            (Good with
            {
                Hyperparameters = "    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = 100)] public partial HyperTensor Trust { get; }",
                TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(Trust);",
                After = "[Experiment<Digits>(Algorithm.Joint, HOLE)] public static partial class Tune;",
            }).ToString(),
            "Folds = 3",
            "Folds = 3",
            "Folds = 1",
            "Refit = false"),
        new("HYP0428", Experiment, "Algorithm.Joint, Folds = 2, FollowResponse = true", "FollowResponse = true", "Algorithm.Joint, Folds = 2", "Algorithm.Joint, FollowResponse = true"),
        new(
            "HYP0429",
            (Good with
            {
                After = """
                    partial class Digits { [Metric(HigherIsBetter = true)] internal static Tensor Right(Tensor x, Tensor y) => x.argmax(1).eq(y).mean(); }
                    [Experiment<Digits>(HOLE)] public static partial class Tune;
                    """,
            }).ToString(),
            "Watch = \"Wrong\"",
            "Watch = \"Wrong\"",
            "Watch = nameof(Digits.Right)",
            "Seed = 1"),
        new("HYP0430", Experiment, "Fixed = \"Wrong\"", "Fixed = \"Wrong\"", "Seed = 1", "Algorithm.Joint"),
        new("HYP0431", RatedExperiment, "Algorithm.Implicit", "Algorithm.Implicit", "Algorithm.OnePass", "Algorithm.Random"),
        new(
            "HYP0432",
            RatedExperiment.Replace("Optimizer.LearningRate, Initial = 0.1, Scale = Scale.Log", "Optimizer.Momentum, Initial = 0.1, Min = 0, Max = 1", StringComparison.Ordinal),
            "Algorithm.Random, Optimizer = OptimizerKind.Adam",
            "Optimizer = OptimizerKind.Adam",
            "Algorithm.Random, Optimizer = OptimizerKind.Sgd",
            "Algorithm.Unrolled"),
        new("HYP0433", RatedExperiment, "Algorithm.OnePass, LearningRate = 0.1", "LearningRate = 0.1", "Algorithm.OnePass, HyperLearningRate = 0.1", "Algorithm.Unrolled, Momentum = 0.5"),
        new("HYP0424", Experiment, "Algorithm.Bayesian, Ard = true", "Ard = true", "Algorithm.Bayesian, Ard = false", "Algorithm.Bayesian, Ard = true, Tied = true"),
    ];
}
