// Generic methods and types that the model's code goes through.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System;
using System.Linq;

namespace Corpus.Styles;

public static class Chain<T>
{
    public static Func<T, T> Of(params Func<T, T>[] steps) => start => steps.Aggregate(start, (value, step) => step(value));
}

[HyperModel(Hypernetwork.Structured)]
public sealed partial class GenericHelpers
{
    [Linear(11, 7)] public partial HyperLinear Hidden { get; }
    [Linear(7, 7)] public partial HyperLinear Middle { get; }
    [Linear(7, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Chain<Tensor>.Of(Hidden.forward, torch.tanh, Middle.forward, torch.tanh, Output.forward)(x);

    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => Sum(cross_entropy(logits, labels), L2(Decay));

    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    private static T Sum<T>(params T[] terms) where T : Tensor => (T)terms.Aggregate<T, Tensor>(torch.zeros(1).sum(), (sum, term) => sum + term);
}

[Experiment<GenericHelpers>]
public static partial class TuneGenericHelpers;
