// Blocks with a way around them, one after another.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class Residual
{
    [Linear(8, 16)] public partial HyperLinear Stem { get; }
    [Linear(16, 16)] public partial HyperLinear First { get; }
    [Linear(16, 16)] public partial HyperLinear Second { get; }
    [LayerNorm(16)] public partial HyperLayerNorm Norm { get; }
    [Linear(16, 3)] public partial HyperLinear Head { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x)
    {
        var hidden = gelu(Stem.forward(x));
        foreach (var block in new[] { First, Second })
        {
            hidden = hidden + 0.5 * gelu(block.forward(Norm.forward(hidden)));
        }

        return Head.forward(hidden);
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
