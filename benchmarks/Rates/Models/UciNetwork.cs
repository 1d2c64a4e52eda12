using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Rates;

/// <summary>The network of the protocol, d-50-1, with the decay of its loss and the two numbers of its optimizer.</summary>
[HyperModel]
public sealed partial class UciNetwork
{
    /// <summary>Inputs of every data set that is measured.</summary>
    public const int Inputs = 8;

    [Linear(Inputs, 50)] public partial HyperLinear Hidden { get; }

    [Linear(50, 1)] public partial HyperLinear Output { get; }

    // The protocol moves decimal logarithms. A step in natural ones is longer by the logarithm of ten.
    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, RateFactor = 2.302585092994046)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Of = Optimizer.LearningRate, Initial = 1e-3, Scale = Scale.Log, RateFactor = 2.302585092994046)]
    public partial HyperTensor Rate { get; }

    [Hyperparameter(Of = Optimizer.Momentum, Initial = 0.5, Min = 0, Max = 1)]
    public partial HyperTensor Momentum { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(F.relu(Hidden.forward(rows)));

    // The protocol's decay is a part of the gradient, g + λw, which is what half the penalty gives.
    [TrainingLoss]
    private Tensor Fit(Tensor values, Tensor targets) => F.mse_loss(values, targets) + (0.5 * L2(Decay));

    [ValidationLoss]
    private static Tensor Score(Tensor values, Tensor targets) => F.mse_loss(values, targets);
}

/// <summary>4,000 updates on whole splits, and a hyperparameter step after every tenth, by the last update's fixed point.</summary>
[Experiment<UciNetwork>(
    Algorithm.OnePass, Steps = 4_000, InnerSteps = 10, SolverSteps = 5, HyperLearningRate = 0.05, Schedule = LearningRateSchedule.Constant,
    BatchSize = 10_000, ValidationBatchSize = 10_000, Pooling = 0, Keep = Keep.Last)]
internal static partial class TuneInOnePass;

/// <summary>The same updates, 5 in a step, and a hyperparameter step after every second one, through its five updates.</summary>
[Experiment<UciNetwork>(
    Algorithm.Unrolled, Steps = 800, UnrollSteps = 5, InnerSteps = 2, HyperLearningRate = 0.05, Schedule = LearningRateSchedule.Constant,
    BatchSize = 10_000, ValidationBatchSize = 10_000, Pooling = 0, Keep = Keep.Last)]
internal static partial class TuneUnrolled;
