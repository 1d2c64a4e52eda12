using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

/// <summary>Three classes from eight features, with a penalty for each weight.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class SmallEach
{
    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<SmallEach>(Algorithm.Joint, Steps = 300, BatchSize = 16, ValidationBatchSize = 16)]
public static partial class TuneSmallEach;
