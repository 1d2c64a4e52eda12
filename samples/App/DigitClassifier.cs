using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TunedDigits;

/// <summary>Tells ten handwritten digits apart, from 8×8 pixels.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class DigitClassifier
{
    [Linear(64, 32)] public partial HyperLinear Hidden { get; }

    [Linear(32, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(Drop(relu(Hidden.forward(pixels)), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    [Metric]
    private static Tensor Accuracy(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels).to(ScalarType.Float32).mean();
}

/// <summary>Tunes both hyperparameters of <see cref="DigitClassifier"/> in one training run.</summary>
[Experiment<DigitClassifier>(Algorithm.Joint, Steps = 3_000, Seed = 7)]
public static partial class TuneDigits;

/// <summary>Searches for them by ordinary trainings.</summary>
[Experiment<DigitClassifier>(Algorithm.Bayesian, Steps = 1_000, Trials = 20, Seed = 7)]
public static partial class SearchDigits;
