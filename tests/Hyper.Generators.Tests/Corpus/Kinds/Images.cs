// A small network of images that takes any size.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Images
{
    [Conv2d(3, 8, 3, Padding = 1)] public partial HyperConv2d Stem { get; }
    [BatchNorm(8)] public partial HyperBatchNorm Norm { get; }
    [Linear(8 * 4, 5)] public partial HyperLinear Head { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.5)] public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Classify(Tensor images)
    {
        var features = relu(Norm.forward(Stem.forward(images)));
        var pooled = adaptive_avg_pool2d(features, 2);
        return Head.forward(pooled.view(pooled.shape[0], -1));
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, SmoothLabels(labels, 5, Smoothing)) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
