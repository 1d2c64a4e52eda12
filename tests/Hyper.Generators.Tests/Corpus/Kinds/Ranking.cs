// Scores of pairs: the better one stands in the first half of a row.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Ranking
{
    [Linear(5, 12)] public partial HyperLinear Hidden { get; }
    [Linear(12, 1)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Margin(Tensor pairs)
    {
        Tensor Rate(Tensor item) => Output.forward(Drop(relu(Hidden.forward(item)), Dropout));
        return (Rate(pairs[.., ..5]) - Rate(pairs[.., 5..])).squeeze(-1);
    }

    [TrainingLoss] private Tensor Fit(Tensor margins, Tensor weights) => -(weights * logsigmoid(margins)).mean() + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor margins, Tensor weights) => softplus(-margins).mean();
}
