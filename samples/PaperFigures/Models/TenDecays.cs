using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 6, left: one L2 strength a class.</summary>
[HyperModel(Hypernetwork.Curvature)]
public sealed partial class TenDecays
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>One for each class, from exp(−4).</summary>
    [Hyperparameter(Initial = 0.018315638888734179, Scale = Scale.Log, Per = Per.Unit, PriorDeviation = 1.5)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>All of them tuned in one run.</summary>
[Experiment<TenDecays>(
    Algorithm.Joint, Preconditioner = Preconditioner.Kronecker, Steps = 2_500, InnerSteps = 8, BatchSize = 500, ValidationBatchSize = 1_000,
    LearningRate = 2e-3, HyperLearningRate = 6e-2, Pooling = 0)]
public static partial class TuneTen;

/// <summary>Full trainings at random strengths.</summary>
[Experiment<TenDecays>(Algorithm.Random, Trials = 1_000, Steps = 600, BatchSize = 500, LearningRate = 2e-3)]
public static partial class SearchRandomTen;

/// <summary>Full trainings where a Gaussian process expects to improve most.</summary>
[Experiment<TenDecays>(Algorithm.Bayesian, Trials = 1_000, InitialTrials = 3, Steps = 600, BatchSize = 500, LearningRate = 2e-3)]
public static partial class SearchBayesianTen;
