using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

/// <summary>A recurrent layer that reads eight lines of eight pixels, and a layer over what it remembers at the end.</summary>
[HyperModel]
public sealed partial class Classifier
{
    [Gru(8, 32)] public partial HyperGru Reader { get; }
    [Linear(32, 10)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Output.forward(Drop(Reader.forward(pixels.view(-1, 8, 8)).Hidden, Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
