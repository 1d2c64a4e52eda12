using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 5 top, one step further: each weight answers to its own strength.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class DecayElementwise
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

/// <summary>Learned from antithetic perturbations.</summary>
[Experiment<DecayElementwise>(Algorithm.Joint, Steps = 10_000, HyperSamples = 2, Antithetic = true, InnerSteps = 4, LearningRate = 1e-3, HyperLearningRate = 1e-2)]
public static partial class TuneElementwise;

/// <summary>With a learned perturbation scale.</summary>
[Experiment<DecayElementwise>(Algorithm.SelfTuning, Steps = 10_000, HyperSamples = 2, Antithetic = true, InnerSteps = 4, LearningRate = 1e-3, HyperLearningRate = 1e-2)]
public static partial class TuneSelfTuning;
