using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 2: one L2 strength for all weights, and a hypernetwork that can bend.</summary>
[HyperModel(Hypernetwork.Mlp, HiddenUnits = 50)]
public sealed partial class SharedDecay
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>The paper's λ, whose logarithm is normal about 0.</summary>
    [Hyperparameter(Initial = 1, Scale = Scale.Log, PriorDeviation = 1.5)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>Figure 2: a response over all of the prior.</summary>
[Experiment<SharedDecay>(
    Algorithm.Global, Steps = 12_000, HyperSteps = 500, HyperSamples = 64, Rows = SampleRows.Repeat, LearningRate = 1e-3, HyperLearningRate = 1e-2, Pooling = 0)]
public static partial class LearnResponse;
