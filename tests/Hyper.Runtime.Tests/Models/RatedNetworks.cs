using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// A network whose optimizer's numbers are hyperparameters, and the same network where they are settings.

[HyperModel]
public sealed partial class RatedNetwork
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Of = Optimizer.LearningRate, Initial = 1e-2, Scale = Scale.Log, Prior = Prior.LogUniform, PriorMin = 1e-4, PriorMax = 0.5)]
    public partial HyperTensor Rate { get; }

    [Hyperparameter(Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1)]
    public partial HyperTensor Momentum { get; }

    [Hyperparameter(Of = Optimizer.WeightDecay, Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Shrinkage { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Hidden.forward(rows).tanh());

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<RatedNetwork>(Algorithm.OnePass, Steps = 200, InnerSteps = 3, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class OnePassRated;

[Experiment<RatedNetwork>(Algorithm.Unrolled, Steps = 200, UnrollSteps = 3, InnerSteps = 2, BatchSize = 16, ValidationBatchSize = 16, Seed = 3, HyperLearningRate = 0.05)]
public static partial class UnrolledRated;

[Experiment<RatedNetwork>(Algorithm.Random, Optimizer = OptimizerKind.Sgd, Steps = 30, BatchSize = 16, Trials = 3, Seed = 3)]
public static partial class RandomRated;

[HyperModel]
public sealed partial class UnratedNetwork
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Hidden.forward(rows).tanh());

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<UnratedNetwork>(Algorithm.OnePass, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class OnePassUnrated;
