using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression of one-hot digits as in RidgeScalar with a hybrid, whose two layers each see half of the pixels, so that
// their sum is one linear model.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class RidgeHybrid
{
    [Linear(32, 10, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Upper { get; }

    [Linear(32, 10, Bias = false)] public partial HyperLinear Lower { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Upper.forward(pixels.narrow(1, 0, 32)) + Lower.forward(pixels.narrow(1, 32, 32));

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => SquaredError.Mean(scores, oneHot);
}

[Experiment<RidgeHybrid>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000, RestartAt = 0, Pooling = 0)]
public static partial class TuneRidgeHybrid;
