// A weight for each class, with a hyperprior that keeps it near one.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class ClassBalance
{
    private const int Classes = 7;

    [Linear(20, 30)] public partial HyperLinear Hidden { get; }
    [Linear(30, Classes)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Count = Classes, Hyperprior = 0.01)]
    public partial HyperTensor Importance { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Hyperprior = 0.001)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor inputs) => Output.forward(elu(Hidden.forward(inputs), 1));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels)
    {
        var each = cross_entropy(logits, labels, reduction: nn.Reduction.None);
        return (ClassWeights(labels, Importance) * each).mean() + L2(Decay);
    }

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<ClassBalance>(Algorithm.T1T2, NeumannRate = 0.01, InnerSteps = 4, OuterSteps = 2)]
public static partial class Balance;
