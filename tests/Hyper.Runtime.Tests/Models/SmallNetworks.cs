using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// A small network with every hyperparameter granularity and regulariser, for runs as a whole.

[HyperModel(Hypernetwork.Factorized, Rank = 4)]
public sealed partial class SmallNetwork
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Lasso { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Drop(Hidden.forward(rows).tanh(), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels) + L2(WeightDecay) + L1(Lasso);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<SmallNetwork>(Algorithm.Joint, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class TuneSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.Simplified, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class SimplifySmallNetwork;

[Experiment<SmallNetwork>(Algorithm.Joint, Steps = 200, BatchSize = 16, Optimizer = OptimizerKind.Sgd, HyperOptimizer = OptimizerKind.Sgd, LearningRate = 0.05, HyperLearningRate = 0.05)]
public static partial class DescendSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.Global, Steps = 150, HyperSteps = 50, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class TuneSmallNetworkGlobally;

[Experiment<SmallNetwork>(Algorithm.SelfTuning, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class SelfTuneSmallNetwork;

[Experiment<SmallNetwork>(Algorithm.DeltaSelfTuning, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class DeltaSelfTuneSmallNetwork;

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 12)]
public sealed partial class SmallMlpResponse
{
    [Linear(4, 3)] public partial HyperLinear Only { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Only.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Linear)]
public sealed partial class SmallLinearResponse
{
    [Linear(4, 3)] public partial HyperLinear Only { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Only.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<SmallLinearResponse>(Algorithm.Joint, Steps = 100, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class TuneSmallLinearResponse;

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class SmallElementwiseResponse
{
    [Linear(4, 3)] public partial HyperLinear Only { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Lasso { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Only.forward(Drop(rows, Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay) + L1(Lasso);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}
