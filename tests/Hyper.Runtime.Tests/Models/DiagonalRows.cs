using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// The diagonal problem with a row of its own for each weight: from one input that is 1 to targets z, the training loss is again
// Σ(w − z)² + Σ exp(u)w². A structured response has a scale for each row, so it can answer exactly to first order.

[HyperModel(Hypernetwork.Structured)]
public sealed partial class DiagonalRowsStructured
{
    [Linear(1, 12, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<DiagonalRowsStructured>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneDiagonalRowsStructured;

[HyperModel(Hypernetwork.Centered)]
public sealed partial class DiagonalRowsCentered
{
    [Linear(1, 12, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<DiagonalRowsCentered>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneDiagonalRowsCentered;
