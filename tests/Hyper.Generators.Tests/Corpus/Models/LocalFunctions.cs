// Local functions, lambdas and a loop in the forward method.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System;

namespace Corpus.Styles;

[HyperModel]
public sealed partial class LocalFunctions
{
    [Linear(10, 10)] public partial HyperLinear Step { get; }
    [Linear(10, 4)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x)
    {
        Func<Tensor, Tensor> activate = t => leaky_relu(t, 0.1);
        for (var i = 0; i < 3; i++)
        {
            x = Advance(x);
        }

        return Output.forward(x);

        Tensor Advance(Tensor t)
        {
            Tensor dropped = Drop(activate(Step.forward(t)), Rate);
            return t + dropped;
        }
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels)
    {
        Tensor Penalty() => L2(Decay);
        return cross_entropy(logits, labels) + Penalty();
    }

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<LocalFunctions>(Algorithm.Simplified)]
public static partial class TuneLocalFunctions;
