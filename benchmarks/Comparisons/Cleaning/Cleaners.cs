using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Comparisons;

/// <summary>A linear classifier of pictures, with a weight for each training row.</summary>
[HyperModel]
public sealed partial class LinearCleaner
{
    [Linear(CleaningData.Pixels, CleaningData.Classes)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = CleaningData.Training)]
    public partial HyperTensor Trust { get; }

    [Forward]
    private Tensor Predict(Tensor pictures) => Output.forward(pictures);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => (ExampleWeights(Trust) * cross_entropy(logits, labels, reduction: Reduction.None)).mean();

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>The literature's network of two layers, 784-300-10 with sigmoid, with a weight for each training row.</summary>
[HyperModel]
public sealed partial class LayersCleaner
{
    [Linear(CleaningData.Pixels, 300)] public partial HyperLinear Hidden { get; }

    [Linear(300, CleaningData.Classes)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = CleaningData.Training)]
    public partial HyperTensor Trust { get; }

    [Forward]
    private Tensor Predict(Tensor pictures) => Output.forward(Hidden.forward(pictures).sigmoid());

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => (ExampleWeights(Trust) * cross_entropy(logits, labels, reduction: Reduction.None)).mean();

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
