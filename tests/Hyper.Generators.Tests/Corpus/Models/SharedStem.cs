// An ordinary TorchSharp module that all hyperparameters share.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel]
public sealed partial class SharedStem
{
    [SharedModule] private readonly nn.Module<Tensor, Tensor> _stem = nn.Sequential(nn.Linear(8, 16), nn.Tanh());

    [SharedModule] public nn.Module<Tensor, Tensor> Norm { get; } = nn.LayerNorm(16);

    [Linear(16, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(Norm.forward(_stem.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
}

[Experiment<SharedStem>(Algorithm.Joint, HyperOptimizer = OptimizerKind.Sgd)]
public static partial class TuneSharedStem;
