using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>Figure 4: one L2 strength for all weights, and a response that is a straight line about û.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class SharedDecayLine
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    /// <summary>Starts far off, at exp(−3.5).</summary>
    [Hyperparameter(Initial = 0.030197383422318501, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();
}

/// <summary>Figure 4: a response about û alone, which moves.</summary>
[Experiment<SharedDecayLine>(
    Algorithm.Joint, Steps = 4_000, HyperSamples = 2, Antithetic = true, Rows = SampleRows.Repeat, PerturbationScale = 3.1622776601683795e-3,
    ValidationBatchSize = 1_000, LearningRate = 3e-4, HyperLearningRate = 1e-2, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneLocally;
