using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>One layer of 1,000 weights, an L2 strength for each, Elementwise.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ElementwiseThousand
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

[Experiment<ElementwiseThousand>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneElementwiseThousand;

/// <summary>One layer of 10,000 weights, an L2 strength for each, Elementwise.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ElementwiseTenThousand
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

[Experiment<ElementwiseTenThousand>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneElementwiseTenThousand;

/// <summary>One layer of 100,000 weights, an L2 strength for each, Elementwise.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ElementwiseHundredThousand
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

[Experiment<ElementwiseHundredThousand>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneElementwiseHundredThousand;

/// <summary>One layer of 1,000,000 weights, an L2 strength for each, Elementwise.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ElementwiseMillion
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

[Experiment<ElementwiseMillion>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneElementwiseMillion;

/// <summary>One layer of 10,000,000 weights, an L2 strength for each, Elementwise.</summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ElementwiseTenMillion
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

[Experiment<ElementwiseTenMillion>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant)]
public static partial class TuneElementwiseTenMillion;
