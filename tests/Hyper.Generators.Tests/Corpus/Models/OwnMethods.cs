// A static class of the user's own imported with 'using static', and an own method that hides a regulariser.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using static Corpus.Styles.Blocks;

namespace Corpus.Styles;

public static class Blocks
{
    public static Tensor Activate(Tensor x) => x * x.sigmoid();

    public static Tensor HingeLoss(Tensor scores, Tensor signs) => relu(1 - (scores * signs)).mean();
}

[HyperModel(Hypernetwork.Structured)]
public sealed partial class OwnMethods
{
    [Linear(18, 9)] public partial HyperLinear Hidden { get; }
    [Linear(9, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Strength { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(Activate(Hidden.forward(x)));

    [TrainingLoss] private Tensor Fit(Tensor scores, Tensor signs) => HingeLoss(scores, signs) + L2(Strength);

    [ValidationLoss] private Tensor Score(Tensor scores, Tensor signs) => HingeLoss(scores, signs);

    private static Tensor L2(HyperTensor strength) => 0.5 * Regularizers.L2(strength);
}

[Experiment<OwnMethods>(Algorithm.T1T2)]
public static partial class TuneOwnMethods;
