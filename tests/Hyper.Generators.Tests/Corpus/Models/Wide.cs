// A larger model: five wide layers, one decay a layer, over a hundred thousand weights.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class Wide
{
    [Linear(784, 256)] public partial HyperLinear L1Layer { get; }
    [Linear(256, 256)] public partial HyperLinear L2Layer { get; }
    [Linear(256, 128)] public partial HyperLinear L3Layer { get; }
    [Linear(128, 64)] public partial HyperLinear L4Layer { get; }
    [Linear(64, 10)] public partial HyperLinear L5Layer { get; }

    [Hyperparameter(Initial = 1e-5, Min = 1e-9, Max = 1e-1, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.05, Min = 0, Max = 0.5)] public partial HyperTensor InputRate { get; }
    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.5)] public partial HyperTensor HiddenRate { get; }

    [Forward]
    private Tensor Predict(Tensor pixels)
    {
        var a = relu(L1Layer.forward(Drop(pixels, InputRate)));
        var b = relu(L2Layer.forward(Drop(a, HiddenRate))) + a;
        var c = relu(L3Layer.forward(Drop(b, HiddenRate)));
        var d = relu(L4Layer.forward(Drop(c, HiddenRate)));
        return L5Layer.forward(d);
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Wide>(Algorithm.SelfTuning, BatchSize = 128, HyperSamples = 4)]
public static partial class TuneWide;
