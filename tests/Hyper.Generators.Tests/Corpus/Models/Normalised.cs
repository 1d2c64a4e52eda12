// Normalisations over several dimensions and over channels, and no hidden layer.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class Normalised
{
    [LayerNorm(4, 8)] public partial HyperLayerNorm Rows { get; }
    [BatchNorm(4)] public partial HyperBatchNorm Channels { get; }
    [Linear(32, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor inputs)
    {
        var grid = Channels.forward(Rows.forward(inputs.reshape(-1, 4, 8)));
        return Output.forward(grid.flatten(1));
    }

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Normalised>(Algorithm.Joint, InnerSteps = 3)]
public static partial class TuneNormalised;
