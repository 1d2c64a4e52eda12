using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Quality;

/// <summary>Two hidden layers for a table of classes: a weight decay for each layer, two dropouts, input noise and label smoothing.</summary>
[HyperModel]
public sealed partial class ClassTable
{
    [Linear(NumberTable.Width, 64)] public partial HyperLinear First { get; }

    [Linear(64, 64)] public partial HyperLinear Second { get; }

    [Linear(64, NumberTable.Outputs)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor EarlyDropout { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor LateDropout { get; }

    [Hyperparameter(Initial = 0.05, Scale = Scale.Log)]
    public partial HyperTensor Noise { get; }

    [Hyperparameter(Initial = 0.02, Min = 0, Max = 0.5)]
    public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Predict(Tensor rows) =>
        Output.forward(Drop(F.relu(Second.forward(Drop(F.relu(First.forward(AddNoise(rows, Noise))), EarlyDropout))), LateDropout));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, SmoothLabels(labels, NumberTable.Outputs, Smoothing)) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}
