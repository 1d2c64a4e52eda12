// Fully connected layers over patches and over channels, with a transposition between.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel]
internal sealed partial class Mixer
{
    [Conv2d(3, 16, 4, Stride = 4)] internal partial HyperConv2d Patches { get; }
    [LayerNorm(16)] internal partial HyperLayerNorm Norm { get; }
    [Linear(64, 64)] internal partial HyperLinear AcrossPatches { get; }
    [Linear(16, 16)] internal partial HyperLinear AcrossChannels { get; }
    [Linear(16, 10)] internal partial HyperLinear Head { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] internal partial HyperTensor Decay { get; }
    [Hyperparameter(Min = 0, Max = 0.5)] internal partial HyperTensor Drops { get; }

    [Forward]
    private Tensor Predict(Tensor images)
    {
        var patches = Patches.forward(images).flatten(2).transpose(1, 2);
        var mixed = patches + AcrossPatches.forward(Norm.forward(patches).transpose(1, 2)).transpose(1, 2);
        mixed = mixed + gelu(AcrossChannels.forward(mixed));
        return Head.forward(Drop(mixed.mean([1]), Drops));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Mixer>]
internal static partial class TuneMixer;
