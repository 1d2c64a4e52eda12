// A second loss term on an auxiliary output, weighted by a hyperparameter.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class TwoTerms
{
    [Linear(24, 32)] public partial HyperLinear Trunk { get; }
    [Linear(32, 1)] public partial HyperLinear Main { get; }
    [Linear(32, 3)] public partial HyperLinear Auxiliary { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor AuxiliaryWeight { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor inputs)
    {
        var hidden = relu(Trunk.forward(inputs));
        return cat([Main.forward(hidden), Auxiliary.forward(hidden)], 1);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets)
    {
        var main = mse_loss(outputs.narrow(1, 0, 1), targets.narrow(1, 0, 1));
        var auxiliary = mse_loss(outputs.narrow(1, 1, 3), targets.narrow(1, 1, 3), reduction: nn.Reduction.None).mean([1]);
        return main + Weigh(auxiliary, AuxiliaryWeight) + L2(Decay);
    }

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs.narrow(1, 0, 1), targets.narrow(1, 0, 1));
}

[Experiment<TwoTerms>(Algorithm.SingleLoop, Damping = 0.01, NeumannRate = 0.05)]
public static partial class TuneTwoTerms;
