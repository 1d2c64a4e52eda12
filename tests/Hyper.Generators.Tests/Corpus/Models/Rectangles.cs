// Rectangular kernels, strides and paddings, in groups.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class Rectangles
{
    [Conv2d(2, 4, 3, 5, Stride = 2, StrideWidth = 1, Padding = 1, PaddingWidth = 2)] public partial HyperConv2d Wide { get; }
    [Conv2d(4, 4, 3, Padding = 1, Groups = 4)] public partial HyperConv2d DepthWise { get; }
    [Conv2d(4, 8, 1)] public partial HyperConv2d PointWise { get; }
    [Linear(8, 6)] public partial HyperLinear Head { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor spectrograms)
        => Head.forward(
            relu(PointWise.forward(
                relu(DepthWise.forward(
                    relu(Wide.forward(spectrograms)))))).mean([2, 3]));

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Rectangles>(Algorithm.Global, HyperSteps = 100, HyperSamples = 8)]
public static partial class TuneRectangles;
