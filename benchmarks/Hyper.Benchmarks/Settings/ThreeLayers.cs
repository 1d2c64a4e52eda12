using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

/// <summary>
/// The deepest model of the paper's figure 5: 784 to 100 to 100 to 10, one L2 strength for each of the 89,610 weights.
/// </summary>
[HyperModel]
public sealed partial class ThreeLayers
{
    [Linear(784, 100)] public partial HyperLinear First { get; }

    [Linear(100, 100)] public partial HyperLinear Second { get; }

    [Linear(100, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(relu(Second.forward(relu(First.forward(pixels)))));

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean();
}

/// <summary>The paper's family: a factorized response of rank 10.</summary>
[Experiment<ThreeLayers>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneThreeLayers;

/// <summary>
/// The family that the documentation names for one hyperparameter a weight: two parameters for each weight, where rank 10 has
/// twenty-one.
/// </summary>
[Experiment<ThreeLayers>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneThreeLayersEach;
