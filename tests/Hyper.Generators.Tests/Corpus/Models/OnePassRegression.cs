// The optimizer's own numbers are tuned, in one pass.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel]
public sealed partial class OnePassRegression
{
    [Linear(8, 50)] public partial HyperLinear Hidden { get; }
    [Linear(50, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Of = Optimizer.LearningRate, Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Rate { get; }
    [Hyperparameter(Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1)] public partial HyperTensor Momentum { get; }
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward(x)));

    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + 0.5 * L2(Decay);

    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
}

[Experiment<OnePassRegression>(Algorithm.OnePass, Steps = 4_000, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneInOnePass;
