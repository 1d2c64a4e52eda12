// A loss written out with tensor operations.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Factorized)]
public sealed partial class Quantiles
{
    private const double Level = 0.9;

    [Linear(9, 18)] public partial HyperLinear Hidden { get; }
    [Linear(18, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.02, Min = 1e-4, Max = 1, Scale = Scale.Log)] public partial HyperTensor Jitter { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(softplus(Hidden.forward(AddNoise(x, Jitter))));

    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => Pinball(y, t) + L2(Decay);

    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => Pinball(y, t);

    private static Tensor Pinball(Tensor y, Tensor t)
    {
        var (over, under) = (relu(y - t), relu(t - y));
        return (((1 - Level) * over) + (Level * under)).mean();
    }
}

[Experiment<Quantiles>(Algorithm.DeltaSelfTuning)]
public static partial class TuneQuantiles;
