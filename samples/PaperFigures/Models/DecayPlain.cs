using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 5 top: the same problem for algorithms that compute the hypergradient and have no response.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class DecayPlain
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

/// <summary>The paper's rival: reverse mode through steps of gradient descent.</summary>
[Experiment<DecayPlain>(
    Algorithm.Unrolled, Optimizer = OptimizerKind.Sgd, UnrollSteps = 10, Steps = 1_000, LearningRate = 5e-3, Momentum = 0.9, HyperLearningRate = 3e-2, BatchSize = 100)]
public static partial class TuneUnrolled;

/// <summary>Conjugate gradients from tracked curvature and from the last solution.</summary>
[Experiment<DecayPlain>(
    Algorithm.Implicit, Preconditioner = Preconditioner.Kronecker, SolverSteps = 5, Steps = 3_000, InnerSteps = 10, BatchSize = 1_000, ValidationBatchSize = 1_000,
    LearningRate = 2e-3, HyperLearningRate = 1e-1)]
public static partial class TuneImplicit;

/// <summary>One step of everything at a time.</summary>
[Experiment<DecayPlain>(
    Algorithm.SingleLoop, Steps = 5_000, BatchSize = 500, ValidationBatchSize = 500, LearningRate = 1e-3, HyperLearningRate = 3e-3, NeumannRate = 1e-3)]
public static partial class TuneSingleLoop;

/// <summary>The cheapest: the identity for the inverse curvature.</summary>
[Experiment<DecayPlain>(Algorithm.T1T2, Steps = 10_000, LearningRate = 1e-3, HyperLearningRate = 1e-2)]
public static partial class TuneT1T2;
