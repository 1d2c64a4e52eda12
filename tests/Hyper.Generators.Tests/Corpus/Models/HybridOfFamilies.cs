// Each layer with a response family of its own.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class HybridOfFamilies
{
    [Linear(100, 40)] public partial HyperLinear First { get; }
    [Linear(40, 20, Hypernetwork = Hypernetwork.Factorized, Rank = 2)] public partial HyperLinear Second { get; }
    [Linear(20, 20, Hypernetwork = Hypernetwork.Mlp, HiddenUnits = 5)] public partial HyperLinear Third { get; }
    [Linear(20, 10, Hypernetwork = Hypernetwork.Elementwise)] public partial HyperLinear Fourth { get; }
    [Linear(10, 3, Bias = false, Hypernetwork = Hypernetwork.Linear)] public partial HyperLinear Fifth { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.5)] public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor x)
    {
        x = Drop(relu(First.forward(x)), Dropout);
        x = relu(Second.forward(x));
        x = relu(Third.forward(x));
        x = relu(Fourth.forward(x));
        return Fifth.forward(x);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<HybridOfFamilies>]
public static partial class TuneHybrid;
