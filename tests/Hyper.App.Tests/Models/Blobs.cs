using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.App.Tests.Models;

/// <summary>Tells three clouds of points apart: small enough for a run of a second.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class Blobs
{
    [Linear(4, 8)] public partial HyperLinear Hidden { get; }

    [Linear(8, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Drop(relu(Hidden.forward(rows)), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    [Metric]
    private static Tensor Accuracy(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels).to(ScalarType.Float32).mean();
}

/// <summary>Tunes <see cref="Blobs"/>.</summary>
[Experiment<Blobs>(Algorithm.Joint, Steps = 200, BatchSize = 16, ValidationBatchSize = 16, WarmupSteps = 20, Seed = 3)]
public static partial class TuneBlobs;

/// <summary>Searches for the same.</summary>
[Experiment<Blobs>(Algorithm.Random, Steps = 30, BatchSize = 16, Trials = 4, Seed = 3)]
public static partial class SearchBlobs;
