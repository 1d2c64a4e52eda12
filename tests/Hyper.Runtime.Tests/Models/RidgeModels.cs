using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

/// <summary>
/// Ridge regression of one-hot digits, 64 to 10: the paper's loss, the squared error summed over the outputs, with one
/// L2 strength in all, one a class or one a weight, and each response family. All have an exact answer.
/// </summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class ScalarLinear
{
    [Linear(64, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Scores.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor oneHot) => (scores - oneHot).square().sum(1).mean();
}
