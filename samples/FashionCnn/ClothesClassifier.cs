using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace FashionCnn;

/// <summary>Tells ten kinds of clothes apart, from 28×28 pixels: two convolutions, each pooled, and two linear layers.</summary>
[HyperModel(Hypernetwork.Structured)]
public sealed partial class ClothesClassifier
{
    [Conv2d(1, 8, 3, Padding = 1)] public partial HyperConv2d Edges { get; }

    [Conv2d(8, 16, 3, Padding = 1)] public partial HyperConv2d Parts { get; }

    [Linear(16 * 7 * 7, 64)] public partial HyperLinear Hidden { get; }

    [Linear(64, 10)] public partial HyperLinear Output { get; }

    /// <summary>L2 penalty: one for each of the four layers.</summary>
    [Hyperparameter(Initial = 1e-5, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor WeightDecay { get; }

    /// <summary>Share of the inputs of either linear layer that a training step leaves out.</summary>
    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.5)]
    public partial HyperTensor Dropout { get; }

    /// <summary>Side of the square that is cut out of each training picture, in pixels.</summary>
    [Hyperparameter(Initial = 4, Min = 0, Max = 8)]
    public partial HyperTensor CutoutSize { get; }

    /// <summary>Share of each label that is spread over all classes.</summary>
    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.1)]
    public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Predict(Tensor pixels)
    {
        Tensor pictures = Cutout(pixels.view(-1, 1, 28, 28), CutoutSize);
        Tensor edges = relu(max_pool2d(Edges.forward(pictures), 2));
        Tensor parts = relu(max_pool2d(Parts.forward(edges), 2));
        Tensor hidden = relu(Hidden.forward(Drop(parts.flatten(1), Dropout)));
        return Output.forward(Drop(hidden, Dropout));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) =>
        cross_entropy(logits, SmoothLabels(labels, FashionMnist.Classes, Smoothing)) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>Tunes the seven hyperparameters of <see cref="ClothesClassifier"/> in one training run.</summary>
/// <remarks>In one part, with weights that follow their response: what the tables of this sample were measured with.</remarks>
[Experiment<ClothesClassifier>(
    Algorithm.SelfTuning, Steps = 2_000, BatchSize = 50, HyperSamples = 4, InnerSteps = 2, LearningRate = 5e-3, HyperLearningRate = 1e-1, RestartAt = 0, FollowResponse = true, Seed = 7)]
public static partial class TuneClothes;
