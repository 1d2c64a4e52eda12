using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>The setting of the paper's figure 6: 784 to 10, one L2 strength for each of the ten classes, a linear response.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class FigureSix
{
    [Linear(784, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 0.018, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean();
}

[Experiment<FigureSix>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFigureSix;
