using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// The diagonal problem: with inputs √d·I and targets √d·z the training loss is Σ(w − z)² + Σ exp(u)w², whose minimum is
// z/(1 + exp u) for each weight on its own.

// Initially u = 0.3.
[HyperModel(Hypernetwork.Linear)]
public sealed partial class DiagonalOne
{
    [Linear(1, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1.3498588075760032, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<DiagonalOne>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneDiagonalOne;

// The same with a prior of known width for global training.
[HyperModel(Hypernetwork.Linear)]
public sealed partial class DiagonalOneWithPrior
{
    [Linear(1, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1.3498588075760032, Scale = Scale.Log, PriorDeviation = 0.4)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<DiagonalOneWithPrior>(Algorithm.Global, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, Pooling = 0)]
public static partial class TuneDiagonalOneGlobally;

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class DiagonalDozen
{
    [Linear(12, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<DiagonalDozen>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneDiagonalDozen;

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class DiagonalThousand
{
    [Linear(1000, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<DiagonalThousand>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneDiagonalThousand;

[Experiment<DiagonalDozen>(Algorithm.SelfTuning, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class SelfTuneDiagonalDozen;

[Experiment<DiagonalDozen>(Algorithm.DeltaSelfTuning, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class DeltaSelfTuneDiagonalDozen;

[Experiment<DiagonalOne>(Algorithm.Simplified, Optimizer = OptimizerKind.Sgd, HyperOptimizer = OptimizerKind.Sgd, Momentum = 0, Schedule = LearningRateSchedule.Constant, Pooling = 0)]
public static partial class SimplifyDiagonalOne;

[Experiment<DiagonalOne>(Algorithm.Joint, Optimizer = OptimizerKind.Sgd, Momentum = 0, Schedule = LearningRateSchedule.Constant, HyperSamples = 1, RestartAt = 0, Pooling = 0)]
public static partial class DescendDiagonalOne;
