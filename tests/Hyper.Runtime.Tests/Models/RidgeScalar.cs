using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression of one-hot digits, 64 to 10, with one strength for all weights: the loss is the paper's (the squared error summed over the
// outputs, averaged over the rows, and an L2 penalty on weights and biases), so that everything has an exact answer.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class RidgeScalarLinear
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

[Experiment<RidgeScalarLinear>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeScalarLinear;

[HyperModel(Hypernetwork.Factorized)]
public sealed partial class RidgeScalarFactorized
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

[Experiment<RidgeScalarFactorized>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeScalarFactorized;

[HyperModel(Hypernetwork.Mlp)]
public sealed partial class RidgeScalarMlp
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

[Experiment<RidgeScalarMlp>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeScalarMlp;
