using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Searches: of the ridge problem that has an exact answer, of a small network whose trials are quick, and of as many
// hyperparameters as the paper's figure 6 has.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class SearchedRidge
{
    [Linear(64, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Prior = Prior.LogUniform, PriorMin = 3e-3, PriorMax = 10)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot);
}

[Experiment<SearchedRidge>(Algorithm.Grid, Steps = 800, BatchSize = 10_000, LearningRate = 2e-2, GridPoints = 15)]
public static partial class GridRidge;

[Experiment<SearchedRidge>(Algorithm.Random, Steps = 800, BatchSize = 10_000, LearningRate = 2e-2, Trials = 15, Sampling = Sampling.Sobol)]
public static partial class RandomRidge;

[Experiment<SearchedRidge>(Algorithm.Bayesian, Steps = 800, BatchSize = 10_000, LearningRate = 2e-2, Trials = 12, InitialTrials = 4)]
public static partial class BayesianRidge;

[Experiment<SmallNetwork>(Algorithm.Random, Steps = 30, BatchSize = 16, Trials = 6, Seed = 3)]
public static partial class RandomSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.Grid, Steps = 10, BatchSize = 16, GridPoints = 2, Tied = true, Seed = 3)]
public static partial class GridSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.Bayesian, Steps = 30, BatchSize = 16, Trials = 8, InitialTrials = 3, TrialBatch = 2, Ard = true, Sampling = Sampling.Sobol, Kernel = Kernel.Rbf, Seed = 3)]
public static partial class BayesianSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.SuccessiveHalving, Steps = 27, BatchSize = 16, LeastSteps = 3, Seed = 3)]
public static partial class HalveSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.Hyperband, Steps = 9, BatchSize = 16, LeastSteps = 1, Seed = 3)]
public static partial class HyperbandSmallNetwork;

[Experiment<SmallSharedNet>(Algorithm.Random, Steps = 20, BatchSize = 20, Trials = 4, Seed = 5)]
public static partial class RandomStem;

// A penalty so strong at one end that plain descent runs away.
[HyperModel(Hypernetwork.Linear)]
public sealed partial class SearchedSteep
{
    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Prior = Prior.LogUniform, PriorMin = 1e-4, PriorMax = 1e3)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<SearchedSteep>(
    Algorithm.Random, Steps = 200, Trials = 16, Sampling = Sampling.Sobol, Optimizer = OptimizerKind.Sgd, Momentum = 0, LearningRate = 0.05,
    Schedule = LearningRateSchedule.Constant)]
public static partial class DescendSteeply;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class SearchedDigits
{
    [Linear(64, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<SearchedDigits>(Algorithm.Random, Steps = 20, Trials = 3)]
public static partial class RandomTestedDigits;

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class SearchedWide
{
    [Linear(784, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor targets) => SquaredError.Mean(scores, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor targets) => SquaredError.Mean(scores, targets);
}

[Experiment<SearchedWide>(Algorithm.Bayesian, Steps = 5, Trials = 8, InitialTrials = 5)]
public static partial class BayesianWide;

[Experiment<SearchedWide>(Algorithm.Random, Steps = 5, Trials = 8)]
public static partial class RandomWide;
