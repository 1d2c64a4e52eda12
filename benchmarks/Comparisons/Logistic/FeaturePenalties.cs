using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Comparisons;

/// <summary>Logistic regression with an L2 penalty for each feature.</summary>
[HyperModel]
public sealed partial class FeaturePenalties
{
    /// <summary>Features of a row.</summary>
    public const int Features = 20;

    [Linear(Features, 1, Bias = false)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Penalty { get; }

    [Forward]
    private Tensor Score(Tensor rows) => Output.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor labels) => binary_cross_entropy_with_logits(scores, labels) + (0.5 * L2(Penalty));

    [ValidationLoss]
    private static Tensor Judge(Tensor scores, Tensor labels) => binary_cross_entropy_with_logits(scores, labels);
}

/// <summary>Implicit differentiation.</summary>
[Experiment<FeaturePenalties>(Algorithm.Implicit, InnerSteps = LogisticRuns.Inner, SolverSteps = LogisticRuns.Window, Optimizer = OptimizerKind.Sgd, Momentum = 0,
    LearningRate = LogisticRuns.Rate, HyperLearningRate = LogisticRuns.HyperRate, Schedule = LearningRateSchedule.Constant)]
public static partial class PenalizeImplicitly;

/// <summary>A tracked curvature as the response.</summary>
[Experiment<FeaturePenalties>(Algorithm.Joint, Hypernetwork = Hypernetwork.Curvature, Preconditioner = Preconditioner.Kronecker, InnerSteps = LogisticRuns.Inner,
    Optimizer = OptimizerKind.Sgd, Momentum = 0, LearningRate = LogisticRuns.Rate, HyperLearningRate = LogisticRuns.HyperRate, Schedule = LearningRateSchedule.Constant)]
public static partial class PenalizeByCurvature;

/// <summary>Whole trainings, differentiated backwards.</summary>
[Experiment<FeaturePenalties>(Algorithm.Unrolled, UnrollSteps = LogisticRuns.Inner, Optimizer = OptimizerKind.Sgd, Momentum = 0,
    LearningRate = LogisticRuns.Rate, HyperLearningRate = LogisticRuns.HyperRate, Schedule = LearningRateSchedule.Constant)]
public static partial class PenalizeUnrolled;
