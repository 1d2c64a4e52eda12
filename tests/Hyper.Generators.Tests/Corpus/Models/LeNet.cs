// Convolutions, pooling, and three fully connected layers, written as a block of statements.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class LeNet
{
    [Conv2d(1, 6, 5, Padding = 2)] public partial HyperConv2d First { get; }

    [Conv2d(6, 16, 5)] public partial HyperConv2d Second { get; }

    [Linear(400, 120)] public partial HyperLinear Wide { get; }

    [Linear(120, 84)] public partial HyperLinear Narrow { get; }

    [Linear(84, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor DropRate { get; }

    [Forward]
    private Tensor Classify(Tensor pixels)
    {
        var images = pixels.view(-1, 1, 28, 28);
        var features = max_pool2d(tanh(First.forward(images)), 2);
        features = max_pool2d(tanh(Second.forward(features)), 2);
        var flat = features.flatten(1);
        var hidden = tanh(Wide.forward(flat));
        hidden = Drop(tanh(Narrow.forward(hidden)), DropRate);
        return Output.forward(hidden);
    }

    [TrainingLoss]
    private Tensor Loss(Tensor logits, Tensor labels)
    {
        var fit = cross_entropy(logits, labels);
        var penalty = L2(Decay);
        return fit + penalty;
    }

    [ValidationLoss]
    private Tensor Held(Tensor logits, Tensor labels)
    {
        return cross_entropy(logits, labels);
    }
}

[Experiment<LeNet>(Algorithm.SelfTuning, Steps = 4_000, InnerSteps = 2, EntropyWeight = 0.01)]
internal static partial class TuneLeNet;

[Experiment<LeNet>(Algorithm.Random, Trials = 30, Steps = 4_000)]
public static partial class SearchLeNet;
