using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Benchmarks;

/// <summary>
/// The model of <see cref="ThreeLayers"/> with the family that the documentation names for one hyperparameter a weight: two
/// parameters for each of the 89,610 weights, where rank 10 has twenty-one.
/// </summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ThreeLayersEach
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

[Experiment<ThreeLayersEach>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneThreeLayersEach;
