// Global training over a range: priors of every form.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 20)]
public sealed partial class PriorsForGlobal
{
    [Linear(10, 5)] public partial HyperLinear Hidden { get; }
    [Linear(5, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Min = 1e-5, Max = 10, Scale = Scale.Log, Prior = Prior.LogUniform)] public partial HyperTensor Ridge { get; }
    [Hyperparameter(Initial = 0.2, Min = 0, Max = 1, Prior = Prior.Uniform, PriorMin = 0.1, PriorMax = 0.5)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Prior = Prior.Normal, PriorDeviation = 0.7)] public partial HyperTensor Lasso { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(Drop(tanh(Hidden.forward(x)), Rate));
    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + L2(Ridge) + L1(Lasso);
    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
}

[Experiment<PriorsForGlobal>(Algorithm.Global)]
public static partial class AnswerEverywhere;
