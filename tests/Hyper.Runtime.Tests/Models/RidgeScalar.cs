using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression of one-hot digits, 64 to 10, with one strength for all weights: the loss is the paper's (the squared error summed over the
// outputs, averaged over the rows, and an L2 penalty on weights and biases), so that everything has an exact answer. One class, tuned with
// one response family after the other.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class RidgeScalar
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

[Experiment<RidgeScalar>(Algorithm.Joint, Hypernetwork = Hypernetwork.Linear, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeScalarLinear;

[Experiment<RidgeScalar>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeScalarFactorized;

[Experiment<RidgeScalar>(Algorithm.Joint, Hypernetwork = Hypernetwork.Mlp, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeScalarMlp;

[Experiment<RidgeScalar>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeScalarStructured;

[Experiment<RidgeScalar>(Algorithm.Joint, Hypernetwork = Hypernetwork.Centered, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeScalarCentered;
