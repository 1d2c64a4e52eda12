using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

/// <summary>One hidden layer. The first layer brings every column to the same scale, so that rows go in as they are in the file.</summary>
[HyperModel]
public sealed partial class Classifier
{
    [BatchNorm(4)] public partial HyperBatchNorm Scaled { get; }
    [Linear(4, 16)] public partial HyperLinear Hidden { get; }
    [Linear(16, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor WeightDecay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Drop(relu(Hidden.forward(Scaled.forward(rows))), Dropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}
