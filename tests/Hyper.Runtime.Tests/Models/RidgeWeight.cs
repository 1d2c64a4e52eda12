using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression of one-hot digits, 64 to 10, with one strength a weight: the loss is the paper's (the squared error summed over the
// outputs, averaged over the rows, and an L2 penalty on weights and biases), so that everything has an exact answer.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class RidgeWeightLinear
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

[Experiment<RidgeWeightLinear>(Algorithm.Joint, Optimizer = OptimizerKind.Sgd, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeWeightLinear;

[HyperModel(Hypernetwork.Factorized)]
public sealed partial class RidgeWeightFactorized
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

[Experiment<RidgeWeightFactorized>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeWeightFactorized;

[HyperModel(Hypernetwork.Mlp)]
public sealed partial class RidgeWeightMlp
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

[Experiment<RidgeWeightMlp>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeWeightMlp;

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class RidgeWeightElementwise
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

[Experiment<RidgeWeightElementwise>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneRidgeWeightElementwise;
