// A recurrent network over series of different lengths: the last column says which steps count.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class MaskedSequence
{
    [Lstm(3, 10)] public partial HyperLstm Memory { get; }
    [Linear(10, 2)] public partial HyperLinear Head { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor series)
    {
        var mask = series.narrow(2, 3, 1);
        var (outputs, _, _) = Memory.forward(series.narrow(2, 0, 3));
        var mean = (outputs * mask).sum(1) / mask.sum(1).clamp(1);
        return Head.forward(mean);
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
