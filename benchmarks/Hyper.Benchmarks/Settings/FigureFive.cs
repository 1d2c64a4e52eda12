using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>
/// The setting of the paper's figure 5: 784 to 10, one L2 strength for each of the 7,850 weights, a factorized response of
/// rank 10, 100 rows and two samples a step, Adam on both levels.
/// </summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class FigureFive
{
    [Linear(784, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 0.018, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean();
}

[Experiment<FigureFive>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFigureFive;
