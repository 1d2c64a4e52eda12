using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>One layer of 1,000 weights, an L2 strength for each.</summary>
[HyperModel]
public sealed partial class EachThousand
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

[Experiment<EachThousand>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneElementwiseThousand;

[Experiment<EachThousand>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFactorizedThousand;

/// <summary>One layer of 10,000 weights, an L2 strength for each.</summary>
[HyperModel]
public sealed partial class EachTenThousand
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

[Experiment<EachTenThousand>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneElementwiseTenThousand;

[Experiment<EachTenThousand>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFactorizedTenThousand;

/// <summary>One layer of 100,000 weights, an L2 strength for each.</summary>
[HyperModel]
public sealed partial class EachHundredThousand
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

[Experiment<EachHundredThousand>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneElementwiseHundredThousand;

[Experiment<EachHundredThousand>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFactorizedHundredThousand;

/// <summary>One layer of 1,000,000 weights, an L2 strength for each.</summary>
[HyperModel]
public sealed partial class EachMillion
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

[Experiment<EachMillion>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneElementwiseMillion;

[Experiment<EachMillion>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFactorizedMillion;

/// <summary>One layer of 10,000,000 weights, an L2 strength for each.</summary>
[HyperModel]
public sealed partial class EachTenMillion
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

[Experiment<EachTenMillion>(Algorithm.Joint, Hypernetwork = Hypernetwork.Elementwise, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneElementwiseTenMillion;

[Experiment<EachTenMillion>(Algorithm.Joint, Hypernetwork = Hypernetwork.Factorized, Rank = 10, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneFactorizedTenMillion;
