using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 5 top, one step further: the response's Jacobian is computed from tracked curvature.</summary>
[HyperModel(Hypernetwork.Curvature)]
public sealed partial class DecayCurvature
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

/// <summary>With Kronecker factors, which for this model are the Hessian where strengths are equal.</summary>
[Experiment<DecayCurvature>(
    Algorithm.Joint, Preconditioner = Preconditioner.Kronecker, Steps = 4_000, InnerSteps = 4, BatchSize = 500, ValidationBatchSize = 1_000,
    LearningRate = 2e-3, HyperLearningRate = 6e-2)]
public static partial class TuneCurvature;

/// <summary>With the diagonal.</summary>
[Experiment<DecayCurvature>(Algorithm.Joint, Steps = 4_000, InnerSteps = 4, LearningRate = 1e-3, HyperLearningRate = 3e-2, ValidationBatchSize = 1_000)]
public static partial class TuneDiagonal;
