// A weight for each training example, between 0 and 1.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Factorized, Rank = 5)]
public sealed partial class DataCleaning
{
    [Linear(64, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = 500)]
    public partial HyperTensor Trust { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(pixels);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) =>
        (ExampleWeights(Trust) * cross_entropy(logits, labels, reduction: nn.Reduction.None)).mean();

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<DataCleaning>(Algorithm.Joint, Rows = SampleRows.Repeat, Steps = 4_000)]
public static partial class Clean;
