// Inputs and targets mixed by one hyperparameter, labels smoothed by another.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class MixedUp
{
    [Linear(784, 100)] public partial HyperLinear Hidden { get; }
    [Linear(100, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.2, Min = 0.01, Max = 4, Scale = Scale.Log)] public partial HyperTensor Mixing { get; }
    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.5)] public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(relu(Hidden.forward(Mixup(pixels, Mixing))));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) =>
        cross_entropy(logits, MixTargets(SmoothLabels(labels, 10, Smoothing), Mixing));

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<MixedUp>(Algorithm.SelfTuning, HyperSamples = 2, FineTuningSteps = 1)]
public static partial class TuneMixing;
