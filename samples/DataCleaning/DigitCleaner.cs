using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace DataCleaning;

/// <summary>Tells ten handwritten digits apart, from 8×8 pixels, with a weight for each training example.</summary>
[HyperModel]
public sealed partial class DigitCleaner
{
    /// <summary>Training examples: as many as there are weights.</summary>
    public const int Examples = 600;

    [Linear(64, 10)] public partial HyperLinear Output { get; }

    /// <summary>How much each training example counts: 600 hyperparameters.</summary>
    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = Examples)]
    public partial HyperTensor Trust { get; }

    /// <summary>L2 penalty.</summary>
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) =>
        (ExampleWeights(Trust) * cross_entropy(logits, labels, reduction: Reduction.None)).mean() + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>Tunes all 601 hyperparameters of <see cref="DigitCleaner"/> in one training run.</summary>
[Experiment<DigitCleaner>(Algorithm.SingleLoop, Steps = 1_000, LearningRate = 1e-2, HyperLearningRate = 5e-2, Seed = 7)]
public static partial class CleanDigits;
