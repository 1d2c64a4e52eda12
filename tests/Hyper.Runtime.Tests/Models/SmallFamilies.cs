using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Small networks of the structured families, and one with a family for nearly every layer.

[HyperModel(Hypernetwork.Structured)]
public sealed partial class SmallStructuredResponse
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [Linear(6, 3, Bias = false)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Hidden.forward(rows).tanh());

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Centered)]
public sealed partial class SmallCenteredResponse
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [Linear(6, 3, Bias = false)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Unit)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Hidden.forward(rows).tanh());

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Linear, Rank = 2)]
public sealed partial class SmallHybrid
{
    [Linear(5, 4, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear First { get; }

    [Linear(4, 3, Bias = false, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Second { get; }

    [Linear(3, 3, Hypernetwork = Hypernetwork.Factorized)] public partial HyperLinear Third { get; }

    [Linear(3, 2, Hypernetwork = Hypernetwork.Elementwise)] public partial HyperLinear Fourth { get; }

    [Linear(2, 2, Hypernetwork = Hypernetwork.Mlp, HiddenUnits = 4)] public partial HyperLinear Fifth { get; }

    [Linear(2, 2, Hypernetwork = Hypernetwork.Centered)] public partial HyperLinear Sixth { get; }

    [Linear(2, 1)] public partial HyperLinear Last { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) =>
        Last.forward(Sixth.forward(Fifth.forward(Fourth.forward(Third.forward(Second.forward(First.forward(Drop(rows, Dropout)).tanh()).tanh())))));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}
