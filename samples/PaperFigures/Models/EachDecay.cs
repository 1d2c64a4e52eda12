using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 5 top: one L2 strength for each weight. How it is tuned is said by the experiments below, which share this one class.</summary>
[HyperModel]
public sealed partial class EachDecay
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>One for each of the 7,850 weights and biases, from exp(−4).</summary>
    [Hyperparameter(Initial = 0.018315638888734179, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>The paper's setting: a response of low rank for thousands of hyperparameters.</summary>
[Experiment<EachDecay>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Steps = 10_000, HyperSamples = 2, LearningRate = 1e-3, HyperLearningRate = 1e-3, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFactorized;

/// <summary>One step further: the family of Self-Tuning Networks, learned from antithetic perturbations.</summary>
[Experiment<EachDecay>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured, Steps = 6_000, InnerSteps = 4, HyperSamples = 2, Antithetic = true, LearningRate = 1e-3, HyperLearningRate = 1e-2, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneStructured;

/// <summary>One step further: each weight answers to its own strength. Learned from antithetic perturbations.</summary>
[Experiment<EachDecay>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Steps = 10_000, HyperSamples = 2, Antithetic = true, InnerSteps = 4, LearningRate = 1e-3, HyperLearningRate = 1e-2, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneElementwise;

/// <summary>With a learned perturbation scale.</summary>
[Experiment<EachDecay>(Algorithm.SelfTuning, Hypernetwork = Hypernetwork.Elementwise, Steps = 10_000, HyperSamples = 2, Antithetic = true, InnerSteps = 4, LearningRate = 1e-3, HyperLearningRate = 1e-2, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneSelfTuning;

/// <summary>One step further: the Jacobian is computed, with Kronecker factors, which for this model are the Hessian where strengths are equal.</summary>
[Experiment<EachDecay>(
    Algorithm.Joint, Hypernetwork = Hypernetwork.Curvature, Preconditioner = Preconditioner.Kronecker, Steps = 4_000, InnerSteps = 4, BatchSize = 500, ValidationBatchSize = 1_000,
    LearningRate = 2e-3, HyperLearningRate = 6e-2, Pooling = 0)]
public static partial class TuneCurvature;

/// <summary>With the diagonal.</summary>
[Experiment<EachDecay>(Algorithm.Joint, Hypernetwork = Hypernetwork.Curvature, Steps = 4_000, InnerSteps = 4, LearningRate = 1e-3, HyperLearningRate = 3e-2, ValidationBatchSize = 1_000, Pooling = 0)]
public static partial class TuneDiagonal;

/// <summary>The paper's rival: reverse mode through steps of gradient descent.</summary>
[Experiment<EachDecay>(
    Algorithm.Unrolled, Optimizer = OptimizerKind.Sgd, UnrollSteps = 10, Steps = 1_000, LearningRate = 5e-3, Momentum = 0.9, HyperLearningRate = 3e-2, BatchSize = 100, Pooling = 0)]
public static partial class TuneUnrolled;

/// <summary>Conjugate gradients from tracked curvature and from the last solution.</summary>
[Experiment<EachDecay>(
    Algorithm.Implicit, Preconditioner = Preconditioner.Kronecker, SolverSteps = 5, Steps = 3_000, InnerSteps = 10, BatchSize = 1_000, ValidationBatchSize = 1_000,
    LearningRate = 2e-3, HyperLearningRate = 1e-1, Pooling = 0)]
public static partial class TuneImplicit;

/// <summary>One step of everything at a time.</summary>
[Experiment<EachDecay>(
    Algorithm.SingleLoop, Steps = 5_000, BatchSize = 500, ValidationBatchSize = 500, LearningRate = 1e-3, HyperLearningRate = 3e-3, NeumannRate = 1e-3, Pooling = 0)]
public static partial class TuneSingleLoop;

/// <summary>The cheapest: the identity for the inverse curvature.</summary>
[Experiment<EachDecay>(Algorithm.T1T2, Steps = 10_000, LearningRate = 1e-3, HyperLearningRate = 1e-2, Pooling = 0)]
public static partial class TuneT1T2;
