using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Ridge regression with four weights in two layers, and one strength for all or one for each layer: Mlp responses of several
// widths, for Theorem 2.1.

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 4)]
public sealed partial class SmallRidgeOne4
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear Left { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Right { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Left.forward(rows.narrow(1, 0, 2)) + Right.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 16)]
public sealed partial class SmallRidgeOne16
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear Left { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Right { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Left.forward(rows.narrow(1, 0, 2)) + Right.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 64)]
public sealed partial class SmallRidgeOne64
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear Left { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Right { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Left.forward(rows.narrow(1, 0, 2)) + Right.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 4)]
public sealed partial class SmallRidgeTwo4
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear Left { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Right { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Left.forward(rows.narrow(1, 0, 2)) + Right.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 16)]
public sealed partial class SmallRidgeTwo16
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear Left { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Right { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Left.forward(rows.narrow(1, 0, 2)) + Right.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 64)]
public sealed partial class SmallRidgeTwo64
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear Left { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Right { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Left.forward(rows.narrow(1, 0, 2)) + Right.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}
