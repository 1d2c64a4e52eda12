using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Quality;

/// <summary>The network for numbers with a weight decay for each weight.</summary>
[HyperModel]
public sealed partial class NumberTargetEach
{
    [Linear(NumberTable.Width, 64)] public partial HyperLinear First { get; }

    [Linear(64, 64)] public partial HyperLinear Second { get; }

    [Linear(64, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor EarlyDropout { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor LateDropout { get; }

    [Hyperparameter(Initial = 0.05, Scale = Scale.Log)]
    public partial HyperTensor Noise { get; }

    [Forward]
    private Tensor Predict(Tensor rows) =>
        Output.forward(Drop(F.relu(Second.forward(Drop(F.relu(First.forward(AddNoise(rows, Noise))), EarlyDropout))), LateDropout));

    [TrainingLoss]
    private Tensor Fit(Tensor values, Tensor targets) => F.mse_loss(values, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor values, Tensor targets) => F.mse_loss(values, targets);
}
