using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Quickstart;

/// <summary>Tells ten handwritten digits apart, from 8×8 pixels, with a weight decay of its own for every weight.</summary>
/// <remarks>
/// Each weight answers to its own decay, which is what the elementwise response says: two numbers a weight, and a column
/// for the dropout that all weights share. A factorized response would have to squeeze 2,410 decays through its rank.
/// </remarks>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class DigitClassifier
{
    [Linear(64, 32)] public partial HyperLinear Hidden { get; }

    [Linear(32, 10)] public partial HyperLinear Output { get; }

    /// <summary>L2 penalty: one for each of the 2,410 weights and biases.</summary>
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor WeightDecay { get; }

    /// <summary>Share of the hidden units that a training step leaves out.</summary>
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(Drop(relu(Hidden.forward(pixels)), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>Tunes all 2,411 hyperparameters of <see cref="DigitClassifier"/> in one training run.</summary>
[Experiment<DigitClassifier>(Algorithm.Joint, Steps = 5_000, HyperSamples = 2, Seed = 7)]
public static partial class TuneDigits;
