// Linear regression with a computed response.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Curvature)]
public sealed partial class RidgeRegression
{
    [Linear(13, 1)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor Ridge { get; }

    [Forward] private Tensor Predict(Tensor x) => Weights.forward(x);
    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + L2(Ridge);
    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
}

[Experiment<RidgeRegression>(Algorithm.Joint, Preconditioner = Preconditioner.Kronecker, Damping = 0.001)]
public static partial class TuneRidge;
