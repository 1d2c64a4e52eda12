using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

/// <summary>A convolution, its maxima, and a layer over them.</summary>
[HyperModel]
public sealed partial class Classifier
{
    [Conv2d(1, 8, 3, Padding = 1)] public partial HyperConv2d Stem { get; }
    [Linear(8 * 4 * 4, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor pixels)
    {
        var found = max_pool2d(relu(Stem.forward(pixels.view(-1, 1, 8, 8))), 2);
        return Output.forward(Drop(found.flatten(1), Dropout));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
