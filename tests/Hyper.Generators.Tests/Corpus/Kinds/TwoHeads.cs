// A class and a number of the same row; targets are two columns.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Kinds;

[HyperModel]
public sealed partial class TwoHeads
{
    [Linear(8, 16)] public partial HyperLinear Trunk { get; }
    [Linear(16, 3)] public partial HyperLinear Classes { get; }
    [Linear(16, 1)] public partial HyperLinear Value { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.5, Min = 0.01, Max = 0.99)] public partial HyperTensor Share { get; }

    [Forward]
    private Tensor Predict(Tensor x)
    {
        var trunk = relu(Trunk.forward(x));
        return cat([Classes.forward(trunk), Value.forward(trunk)], 1);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets)
    {
        var (classes, value) = Losses(outputs, targets);
        return (classes + Share.ColumnFor(outputs).squeeze(1) * value).mean() + L2(Decay);
    }

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor targets)
    {
        var (classes, value) = Losses(outputs, targets);
        return classes.mean() + value.mean();
    }

    private static (Tensor Classes, Tensor Value) Losses(Tensor outputs, Tensor targets) => (
        cross_entropy(outputs.narrow(1, 0, 3), targets[.., 0].to(ScalarType.Int64), reduction: nn.Reduction.None),
        (outputs.select(1, 3) - targets.select(1, 1)).square());
}
