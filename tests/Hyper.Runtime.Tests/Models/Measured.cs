using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

/// <summary>A model with metrics: one of which more is better, one that is no mean over rows, one that draws.</summary>
[HyperModel]
public sealed partial class Measured
{
    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels);

    [Metric(HigherIsBetter = true)]
    private static Tensor Right(Tensor scores, Tensor labels) => scores.argmax(1).eq(labels).to(float32).mean();

    // No mean over rows: the largest loss of any.
    [Metric]
    private Tensor Worst(Tensor outputs, Tensor targets) => F.cross_entropy(outputs, targets, reduction: TorchSharp.torch.nn.Reduction.None).max();
}

/// <summary>A model whose metric is no number.</summary>
[HyperModel]
public sealed partial class MeasuredBadly
{
    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels);

    [Metric]
    private static Tensor Each(Tensor scores, Tensor labels) => scores.argmax(1).eq(labels);
}

[Experiment<Measured>(Steps = 60, BatchSize = 8, Seed = 4)]
public static partial class TuneMeasured;

[Experiment<Measured>(Steps = 60, BatchSize = 8, Seed = 4, Watch = "Right", EarlyStoppingPatience = 4)]
public static partial class TuneMeasuredByRight;

[Experiment<Measured>(Algorithm.Random, Steps = 20, BatchSize = 8, Trials = 3)]
public static partial class SearchMeasured;

[Experiment<MeasuredBadly>(Steps = 20)]
public static partial class TuneMeasuredBadly;
