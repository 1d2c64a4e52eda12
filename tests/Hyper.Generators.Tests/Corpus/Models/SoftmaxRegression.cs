// The smallest classifier: one layer, a weight decay for each weight.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class SoftmaxRegression
{
    [Linear(784, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<SoftmaxRegression>(Algorithm.Joint, Steps = 1_000, HyperSamples = 2, Seed = 7)]
public static partial class TuneSoftmaxRegression;

[Experiment<SoftmaxRegression>(Algorithm.Grid, GridPoints = 3, Tied = true, Steps = 1_000)]
public static partial class GridOfSoftmaxRegression;
