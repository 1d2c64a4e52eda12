// Dilated convolutions over time, and global pooling.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Series;

[HyperModel(Hypernetwork.Centered)]
public sealed partial class TemporalConvolution
{
    [Conv1d(6, 16, 3, Padding = 1)] public partial HyperConv1d Near { get; }
    [Conv1d(16, 16, 3, Padding = 2, Dilation = 2)] public partial HyperConv1d Far { get; }
    [Conv1d(16, 32, 3, Padding = 4, Dilation = 4, Groups = 4)] public partial HyperConv1d Farther { get; }
    [Linear(32, 5)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.5)] public partial HyperTensor Dropout { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Classify(Tensor signals)
    {
        var x = relu(Near.forward(signals));
        x = x + relu(Far.forward(x));
        x = DropChannels(relu(Farther.forward(x)), Dropout);
        return Output.forward(x.mean([2]));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor activity) => cross_entropy(logits, activity) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor activity) => cross_entropy(logits, activity);
}

[Experiment<TemporalConvolution>(Algorithm.SelfTuning)]
public static partial class TuneTemporalConvolution;
