using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 5 top: the paper's family for thousands of hyperparameters.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class DecayFactorized
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>One for each of the 7,850 weights and biases, from exp(−4).</summary>
    [Hyperparameter(Initial = 0.018315638888734179, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>The paper's setting.</summary>
[Experiment<DecayFactorized>(Algorithm.Joint, Steps = 10_000, HyperSamples = 2, LearningRate = 1e-3, HyperLearningRate = 1e-3)]
public static partial class TuneFactorized;
