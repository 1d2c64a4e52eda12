// Branches of convolutions beside each other, joined over their channels; every size is known from the first view.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class Inception
{
    private const int Side = 28;

    [Conv2d(1, 8, 5, Stride = 2, Padding = 2)] public partial HyperConv2d Stem { get; }
    [Conv2d(8, 6, 1)] public partial HyperConv2d Point { get; }
    [Conv2d(8, 6, 3, Padding = 1)] public partial HyperConv2d Small { get; }
    [Conv2d(8, 4, 5, Padding = 2)] public partial HyperConv2d Large { get; }
    [Conv2d(16, 16, 3)] public partial HyperConv2d Mixed { get; }
    [BatchNorm(16)] public partial HyperBatchNorm Norm { get; }
    [Linear(16 * 6 * 6, 32)] public partial HyperLinear Hidden { get; }
    [Linear(32, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Classify(Tensor pixels)
    {
        var stem = relu(Stem.forward(pixels.view(-1, 1, Side, Side)));
        var pooled = max_pool2d(stem, 3, 1, 1).narrow(1, 0, 4);
        var joined = cat([Point.forward(stem), Small.forward(stem), cat([pooled.narrow(1, 0, 2), pooled.narrow(1, 2, 2)], 1)], 1);
        var other = cat([Large.forward(stem), Large.forward(stem), stem], 1);
        var mixed = Norm.forward(Mixed.forward(relu(joined + other)));
        var features = max_pool2d(mixed, 2).reshape(-1, 16 * 6 * 6);
        return Output.forward(Drop(relu(Hidden.forward(features)), Rate));
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Inception>(Algorithm.Joint, Steps = 800, BatchSize = 32)]
public static partial class TuneInception;
