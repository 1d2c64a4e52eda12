// Two halves of a row go through the same layers.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Siamese
{
    [Linear(8, 16)] public partial HyperLinear Embed { get; }
    [Linear(16, 1)] public partial HyperLinear Compare { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Similarity(Tensor pairs)
    {
        var halves = pairs.split(8, 1);
        return Compare.forward((Branch(halves[0]) - Branch(halves[1])).abs());
    }

    private Tensor Branch(Tensor x) => tanh(Embed.forward(x));

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor same) => binary_cross_entropy_with_logits(logits, same) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor same) => binary_cross_entropy_with_logits(logits, same);
}
