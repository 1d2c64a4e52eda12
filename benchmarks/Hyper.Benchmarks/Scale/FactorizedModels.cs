using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>One layer of 1,000 weights, an L2 strength for each, Factorized.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class FactorizedThousand
{
    [Linear(99, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x) => Scores.forward(x);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean();
}

[Experiment<FactorizedThousand>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneFactorizedThousand;

/// <summary>One layer of 10,000 weights, an L2 strength for each, Factorized.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class FactorizedTenThousand
{
    [Linear(999, 10)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x) => Scores.forward(x);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean();
}

[Experiment<FactorizedTenThousand>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneFactorizedTenThousand;

/// <summary>One layer of 100,000 weights, an L2 strength for each, Factorized.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class FactorizedHundredThousand
{
    [Linear(999, 100)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x) => Scores.forward(x);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean();
}

[Experiment<FactorizedHundredThousand>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneFactorizedHundredThousand;

/// <summary>One layer of 1,000,000 weights, an L2 strength for each, Factorized.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class FactorizedMillion
{
    [Linear(9999, 100)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x) => Scores.forward(x);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean();
}

[Experiment<FactorizedMillion>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneFactorizedMillion;

/// <summary>One layer of 10,000,000 weights, an L2 strength for each, Factorized.</summary>
[HyperModel(Hypernetwork.Factorized, Rank = 10)]
public sealed partial class FactorizedTenMillion
{
    [Linear(9999, 1000)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor x) => Scores.forward(x);

    [TrainingLoss]
    private Tensor Fit(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean() + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean();
}

[Experiment<FactorizedTenMillion>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneFactorizedTenMillion;
