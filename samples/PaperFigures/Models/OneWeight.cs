using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 3: one weight and one L2 strength, so that everything can be drawn.</summary>
[HyperModel(Hypernetwork.Mlp, HiddenUnits = 50)]
public sealed partial class OneWeight
{
    [Linear(1, 1, Bias = false)] public partial HyperLinear Output { get; }

    /// <summary>The paper's λ, whose logarithm is normal about 0.</summary>
    [Hyperparameter(Initial = 0.22313016014842982, Scale = Scale.Log, PriorDeviation = 1.5)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor inputs) => Output.forward(inputs);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>Figure 3: a response over all of the prior, and û moved along it.</summary>
[Experiment<OneWeight>(
    Algorithm.Global, Steps = 2_000, HyperSteps = 1_000, HyperSamples = 8, Rows = SampleRows.Repeat, LearningRate = 3e-3, HyperLearningRate = 1e-2, Pooling = 0)]
public static partial class LearnOneWeight;
