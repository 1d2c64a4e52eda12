// Two layers, a rank, dropout, expression bodies: the model of the front page.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

/// <summary>Classifies digits of 8 × 8 pixels.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class DigitClassifier
{
    /// <summary>The hidden layer.</summary>
    [Linear(64, 32)] public partial HyperLinear Hidden { get; }
    [Linear(32, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)]
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

[Experiment<DigitClassifier>(Algorithm.Joint, Steps = 5_000, WarmupSteps = 200, HyperSamples = 4, Antithetic = true, Rows = SampleRows.Repeat, Seed = 7)]
public static partial class TuneDigits;

[Experiment<DigitClassifier>(Algorithm.Simplified, Steps = 3_000, Optimizer = OptimizerKind.Sgd, Momentum = 0.8, LearningRate = 0.05)]
public static partial class TuneDigitsSimply;
