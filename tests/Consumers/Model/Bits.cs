using Hyper.Dsl;
using Hyper.Runtime.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Models;

/// <summary>The smallest model worth tuning.</summary>
[HyperModel]
public sealed partial class Bits
{
    /// <summary>Its one layer.</summary>
    [Linear(64, 10)] public partial HyperLinear Output { get; }

    /// <summary>The weight of its penalty.</summary>
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>Its experiment.</summary>
[Experiment<Bits>(Steps = 40, Seed = 7)]
public static partial class TuneBits;
