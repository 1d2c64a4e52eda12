using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Every algorithm that computes its hypergradient, on the diagonal problem of twelve and of a thousand weights.

[Experiment<DiagonalDozen>(Algorithm.Implicit, BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, HyperLearningRate = 0.05, LearningRate = 0.05, Pooling = 0)]
public static partial class ImplicitDozen;

[Experiment<DiagonalThousand>(Algorithm.Implicit, BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, HyperLearningRate = 0.05, LearningRate = 0.05, Pooling = 0)]
public static partial class ImplicitThousand;

[Experiment<DiagonalDozen>(Algorithm.Implicit, Solver = Solver.Neumann, Preconditioner = Preconditioner.None, SolverSteps = 20, NeumannRate = 0.1, WarmStart = false, BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, HyperLearningRate = 0.05, LearningRate = 0.05, Pooling = 0)]
public static partial class NeumannDozen;

[Experiment<DiagonalDozen>(Algorithm.T1T2, BatchSize = 10_000, ValidationBatchSize = 10_000, HyperLearningRate = 0.05, LearningRate = 0.05, Pooling = 0)]
public static partial class T1T2Dozen;

[Experiment<DiagonalDozen>(Algorithm.Unrolled, UnrollSteps = 5, Momentum = 0.5, BatchSize = 10_000, ValidationBatchSize = 10_000, HyperLearningRate = 0.05, LearningRate = 0.05, Pooling = 0)]
public static partial class UnrolledDozen;

[Experiment<DiagonalDozen>(Algorithm.OnePass, InnerSteps = 2, Momentum = 0.5, BatchSize = 10_000, ValidationBatchSize = 10_000, LearningRate = 0.05, Pooling = 0)]
public static partial class OnePassDozen;

[Experiment<DiagonalDozen>(Algorithm.SingleLoop, Optimizer = OptimizerKind.Sgd, HyperOptimizer = OptimizerKind.Sgd, Momentum = 0, Schedule = LearningRateSchedule.Constant, BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, HyperLearningRate = 0.1, LearningRate = 0.1, Pooling = 0)]
public static partial class SingleLoopDozen;

// The paper's loss on digits, one strength in all, for each unit and for each weight, with curvature in place of a learned response.

[HyperModel(Hypernetwork.Curvature)]
public sealed partial class RidgeScalarCurvature
{
    [Linear(64, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot);
}

[Experiment<RidgeScalarCurvature>(Preconditioner = Preconditioner.Kronecker, BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, Pooling = 0)]
public static partial class TuneRidgeScalarCurvature;

[Experiment<RidgeScalarCurvature>(BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, Pooling = 0)]
public static partial class TuneRidgeScalarDiagonal;

[HyperModel(Hypernetwork.Curvature)]
public sealed partial class RidgeWeightCurvature
{
    [Linear(64, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot);
}

[Experiment<RidgeWeightCurvature>(Preconditioner = Preconditioner.Kronecker, BatchSize = 10_000, ValidationBatchSize = 10_000, Damping = 0, Pooling = 0)]
public static partial class TuneRidgeWeightCurvature;

[Experiment<RidgeWeightCurvature>(Algorithm.Implicit, BatchSize = 100, ValidationBatchSize = 100, Steps = 600, LearningRate = 0.01, HyperLearningRate = 0.05, Pooling = 0)]
public static partial class ImplicitRidgeWeight;

// A network whose every hyperparameter has a derivative, for runs as a whole.

[HyperModel(Hypernetwork.Curvature)]
public sealed partial class SmoothNetwork
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Lasso { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Hidden.forward(rows).tanh());

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels) + L2(WeightDecay) + L1(Lasso);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<SmoothNetwork>(Algorithm.Implicit, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, Pooling = 0)]
public static partial class ImplicitSmooth;

[Experiment<SmoothNetwork>(Algorithm.Unrolled, Steps = 200, UnrollSteps = 3, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, LearningRate = 0.05, Pooling = 0)]
public static partial class UnrolledSmooth;

[Experiment<SmoothNetwork>(Algorithm.OnePass, Steps = 200, InnerSteps = 3, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, LearningRate = 0.05, Pooling = 0)]
public static partial class OnePassSmooth;

[Experiment<SmoothNetwork>(Algorithm.T1T2, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, Pooling = 0)]
public static partial class T1T2Smooth;

[Experiment<SmoothNetwork>(Algorithm.SingleLoop, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, Pooling = 0)]
public static partial class SingleLoopSmooth;

[Experiment<SmoothNetwork>(Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, Pooling = 0)]
public static partial class CurvatureSmooth;

[Experiment<SmoothNetwork>(Preconditioner = Preconditioner.Kronecker, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, Pooling = 0)]
public static partial class KroneckerSmooth;
