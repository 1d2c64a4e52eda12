// Residual sums, a group normalisation, and a pooled head.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Vision;

[HyperModel(Hypernetwork.Centered)]
public sealed partial class ResidualNetwork
{
    private const int Channels = 16;

    [Conv2d(3, Channels, 3, Padding = 1)] public partial HyperConv2d Stem { get; }
    [Conv2d(Channels, Channels, 3, Padding = 1)] public partial HyperConv2d Inner { get; }
    [GroupNorm(4, Channels)] public partial HyperGroupNorm InnerNorm { get; }
    [Conv2d(Channels, Channels, 3, Padding = 1)] public partial HyperConv2d Outer { get; }
    [GroupNorm(4, Channels)] public partial HyperGroupNorm OuterNorm { get; }
    [Linear(Channels, 10)] public partial HyperLinear Head { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Predict(Tensor images)
    {
        var x = relu(Stem.forward(images));
        x = Residual(x);
        return Head.forward(x.mean([2, 3]));
    }

    private Tensor Residual(Tensor x)
    {
        var y = relu(InnerNorm.forward(Inner.forward(x)));
        y = OuterNorm.forward(Outer.forward(y));
        return relu(x + y);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, SmoothLabels(labels, 10, Smoothing)) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<ResidualNetwork>(Algorithm.Joint, PerturbationScale = 0.3, FineTuningSteps = 2, FineTuningRate = 0.02)]
public static partial class TuneResidualNetwork;
