using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

// Models for data of other shapes than one label or one row of numbers for each row of numbers.

/// <summary>A class for each pixel.</summary>
[HyperModel]
public sealed partial class PixelClasses
{
    [Conv2d(1, 3, 3, Padding = 1)] public partial HyperConv2d Scores { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pictures) => Scores.forward(pictures);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels);
}

/// <summary>One logit for two classes.</summary>
[HyperModel]
public sealed partial class OneLogit
{
    [Linear(4, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.binary_cross_entropy_with_logits(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.binary_cross_entropy_with_logits(logits, labels);
}

/// <summary>A number for each row, without a column for it.</summary>
[HyperModel]
public sealed partial class NumberOfRow
{
    [Linear(4, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(rows).squeeze(1);

    [TrainingLoss]
    private Tensor Fit(Tensor numbers, Tensor targets) => F.mse_loss(numbers, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor numbers, Tensor targets) => F.mse_loss(numbers, targets);
}

/// <summary>The mean of the vectors of a row's words.</summary>
[HyperModel]
public sealed partial class WordClasses
{
    [Embedding(20, 5)] public partial HyperEmbedding Words { get; }

    [Linear(5, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor words) => Output.forward(Words.forward(words).mean([1]));

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels);
}

[Experiment<PixelClasses>(Steps = 20, BatchSize = 8)]
public static partial class TunePixelClasses;

[Experiment<OneLogit>(Steps = 200, BatchSize = 16, LearningRate = 0.05)]
public static partial class TuneOneLogit;

[Experiment<NumberOfRow>(Steps = 20, BatchSize = 16)]
public static partial class TuneNumberOfRow;

[Experiment<WordClasses>(Steps = 20, BatchSize = 8)]
public static partial class TuneWordClasses;
