using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Quickstart;

/// <summary>Tells ten kinds of clothes (or MNIST's digits) apart, from 28×28 pixels, with a weight decay of its own for every weight.</summary>
/// <remarks>
/// Each weight answers to its own decay, which is what the elementwise response says: two numbers a weight, and a column
/// for the dropout that all weights share. A factorized response would have to squeeze 25,450 decays through its rank.
/// </remarks>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class FashionClassifier
{
    [Linear(784, 32)] public partial HyperLinear Hidden { get; }

    [Linear(32, 10)] public partial HyperLinear Output { get; }

    /// <summary>L2 penalty: one for each of the 25,450 weights and biases.</summary>
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

/// <summary>Tunes all 25,451 hyperparameters of <see cref="FashionClassifier"/> in one training run.</summary>
[Experiment<FashionClassifier>(Algorithm.Joint, Steps = 5_000, HyperSamples = 2, Seed = 7)]
public static partial class TuneFashion;
