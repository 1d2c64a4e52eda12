using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression of one-hot digits, 64 to 10, with one strength a class: the loss is the paper's (the squared error summed over the
// outputs, averaged over the rows, and an L2 penalty on weights and biases), so that everything has an exact answer. One class, tuned with
// one response family after the other.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class RidgeUnit
{
    [Linear(64, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot);
}

[Experiment<RidgeUnit>(Algorithm.Joint, Hypernetwork = Hypernetwork.Linear, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeUnitLinear;

[Experiment<RidgeUnit>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeUnitFactorized;

[Experiment<RidgeUnit>(Algorithm.Joint, Hypernetwork = Hypernetwork.Mlp, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeUnitMlp;

[Experiment<RidgeUnit>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeUnitStructured;

[Experiment<RidgeUnit>(Algorithm.Joint, Hypernetwork = Hypernetwork.Centered, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeUnitCentered;
