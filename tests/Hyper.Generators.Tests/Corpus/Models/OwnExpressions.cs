// Hyperparameters in expressions over rows: a temperature, and a margin for each output.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Factorized, Rank = 2)]
public sealed partial class OwnExpressions
{
    [Linear(40, 4)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1, Min = 0.1)] public partial HyperTensor Temperature { get; }
    [Hyperparameter(Initial = 0.5, Min = 0, Max = 2, Count = 4)] public partial HyperTensor Margins { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(x);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels)
    {
        var shifted = logits + Margins.ForRowsOf(logits);
        var column = Temperature.ColumnFor(logits);
        return cross_entropy(shifted / column, labels);
    }

    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<OwnExpressions>(Algorithm.Implicit)]
public static partial class TuneOwnExpressions;
