// Sizes and options from constants, expressions and another class.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles;

internal static class Sizes
{
    public const int Side = 12;
    public const int Pixels = Side * Side;
    public const double Smallest = 1e-8;
}

[HyperModel(Family, Rank = Rank)]
internal sealed partial class Constants
{
    private const Hypernetwork Family = Hypernetwork.Factorized;
    private const int Rank = 2 * 3;
    private const int Wide = Sizes.Pixels / 2;
    private const bool WithBias = Wide > 100;

    [Linear(Sizes.Pixels, Wide, Bias = WithBias)] internal partial HyperLinear Hidden { get; }
    [Linear(outputs: 1 << 2, inputs: Wide)] internal partial HyperLinear Output { get; }

    [Hyperparameter(Min = Sizes.Smallest, Max = 100 * Sizes.Smallest, Scale = Scale.Log, Per = Per.Unit)] internal partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(tanh(Hidden.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Constants>(Algorithm.Joint, Steps = 10 * Sizes.Side, LearningRate = 1.0 / 64)]
internal static partial class TuneConstants;
