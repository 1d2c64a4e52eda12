// Self-attention over a few tokens, with sizes read from the input.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Attention
{
    [Linear(6, 24)] public partial HyperLinear Queries { get; }
    [Linear(8, 3)] public partial HyperLinear Head { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor tokens)
    {
        var rows = tokens.shape[0];
        var time = tokens.shape[1];
        var parts = Queries.forward(tokens).chunk(3, -1);
        var scores = parts[0].matmul(parts[1].transpose(1, 2)) / System.Math.Sqrt(8);
        var mixed = softmax(scores, 2).matmul(parts[2]);
        return Head.forward(mixed.reshape(rows, time, 8).mean([1]));
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
