using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression of one-hot digits, 64 to 10, with one strength a class: the loss is the paper's (the squared error summed over the
// outputs, averaged over the rows, and an L2 penalty on weights and biases), so that everything has an exact answer.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class RidgeUnitLinear
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

[Experiment<RidgeUnitLinear>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeUnitLinear;

[HyperModel(Hypernetwork.Factorized)]
public sealed partial class RidgeUnitFactorized
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

[Experiment<RidgeUnitFactorized>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeUnitFactorized;

[HyperModel(Hypernetwork.Mlp)]
public sealed partial class RidgeUnitMlp
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

[Experiment<RidgeUnitMlp>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeUnitMlp;
