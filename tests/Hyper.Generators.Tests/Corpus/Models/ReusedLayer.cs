// One layer used on both inputs of a pair, and a distance between the results.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class ReusedLayer
{
    [Linear(16, 8)] public partial HyperLinear Embed { get; }
    [Linear(8, 1)] public partial HyperLinear Compare { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }

    [Forward]
    private Tensor Similarity(Tensor pairs)
    {
        var left = Branch(pairs.narrow(1, 0, 16));
        var right = Branch(pairs.narrow(1, 16, 16));
        return Compare.forward((left - right).abs());
    }

    private Tensor Branch(Tensor x) => Drop(relu(Embed.forward(x)), Rate);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor same) => binary_cross_entropy_with_logits(logits, same) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor same) => binary_cross_entropy_with_logits(logits, same);
}

[Experiment<ReusedLayer>(Algorithm.DeltaSelfTuning, EntropyWeight = 0.002)]
public static partial class TuneReusedLayer;
