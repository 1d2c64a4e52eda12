// Plain descent, recorded and differentiated.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel]
public sealed partial class UnrolledRegression
{
    [Linear(30, 15)] public partial HyperLinear Hidden { get; }
    [Linear(15, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Ridge { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Lasso { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(silu(Hidden.forward(x)));

    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + (L2(Ridge) + L1(Lasso));

    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
}

[Experiment<UnrolledRegression>(Algorithm.Unrolled, Optimizer = OptimizerKind.Sgd, UnrollSteps = 5, LearningRate = 0.05, Momentum = 0)]
public static partial class TuneUnrolled;

[Experiment<UnrolledRegression>(Algorithm.Implicit, SolverSteps = 10, Damping = 1e-3, Preconditioner = Preconditioner.None)]
public static partial class TuneImplicitly;
