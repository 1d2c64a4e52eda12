// An encoder and a decoder joined by a skip connection.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class Segmentation
{
    [Conv2d(1, 8, 3, Padding = 1)] public partial HyperConv2d Fine { get; }
    [Conv2d(8, 16, 3, Padding = 1)] public partial HyperConv2d Coarse { get; }
    [ConvTranspose2d(16, 8, 2, Stride = 2)] public partial HyperConvTranspose2d Up { get; }
    [Conv2d(16, 2, 1)] public partial HyperConv2d Head { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.5)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Initial = 1e-5, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Segment(Tensor images)
    {
        var fine = relu(Fine.forward(images));
        var coarse = DropChannels(relu(Coarse.forward(max_pool2d(fine, 2))), Rate);
        var joined = cat([fine, relu(Up.forward(coarse))], 1);
        return Head.forward(joined);
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor masks) => cross_entropy(logits, masks) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor masks) => cross_entropy(logits, masks);
}

[Experiment<Segmentation>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 8)]
public static partial class TuneSegmentation;
