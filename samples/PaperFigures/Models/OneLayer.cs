using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 5, bottom: no hidden layer.</summary>
[HyperModel(Hypernetwork.Curvature)]
public sealed partial class OneLayer
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>One for each weight and bias, from exp(−7); for the grid all are one, from exp(−11) to exp(−3).</summary>
    [Hyperparameter(
        Initial = 9.1188196555451624e-4, Scale = Scale.Log, Per = Per.Weight, Prior = Prior.LogUniform, PriorMin = 1.670170079024566e-5, PriorMax = 0.049787068367863944)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>All of them tuned in one run.</summary>
[Experiment<OneLayer>(
    Algorithm.Joint, Preconditioner = Preconditioner.Kronecker, Steps = 1_500, InnerSteps = 4, BatchSize = 250, ValidationBatchSize = 500,
    LearningRate = 2e-3, HyperLearningRate = 6e-2, Pooling = 0)]
public static partial class TuneOneLayer;

/// <summary>Full trainings at one strength for all weights.</summary>
[Experiment<OneLayer>(Algorithm.Grid, Tied = true, GridPoints = 15, Steps = 1_500, BatchSize = 250, LearningRate = 2e-3)]
public static partial class SearchOneLayer;
