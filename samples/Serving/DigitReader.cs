using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Serving;

/// <summary>A network with one hidden layer for 8×8 digits.</summary>
[HyperModel]
public sealed partial class DigitReader
{
    [Linear(64, 64)] public partial HyperLinear Hidden { get; }
    [Linear(64, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(Drop(relu(Hidden.forward(pixels)), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>Tunes it.</summary>
[Experiment<DigitReader>(Steps = 1_000, Seed = 7)]
public static partial class TuneDigitReader;
