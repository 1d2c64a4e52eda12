using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Linear regressions whose loss is shaped by hyperparameters: each has a best response in closed form.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedLasso
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.05, Scale = Scale.Log)] public partial HyperTensor Lasso { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L1(Lasso);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedLasso>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedLasso;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedLayers
{
    [Linear(2, 1, Bias = false)] public partial HyperLinear First { get; }

    [Linear(2, 1, Bias = false)] public partial HyperLinear Second { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => First.forward(rows.narrow(1, 0, 2)) + Second.forward(rows.narrow(1, 2, 2));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedLayers>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedLayers;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedSmoothing
{
    [Linear(4, 3, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Smoothing { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, SmoothLabels(targets, 3, Smoothing));

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedSmoothing>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedSmoothing;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedTerm
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.3, Scale = Scale.Log)] public partial HyperTensor Auxiliary { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => Squares(outputs, targets, 0).mean() + Weigh(Squares(outputs, targets, 1), Auxiliary);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => Squares(outputs, targets, 0).mean();

    private static Tensor Squares(Tensor outputs, Tensor targets, int column) => (outputs.select(1, 0) - targets.select(1, column)).square();
}

[Experiment<TunedTerm>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedTerm;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedClasses
{
    [Linear(3, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.5, Scale = Scale.Log, Count = 3)] public partial HyperTensor Importance { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (ClassWeights(Labels(targets), Importance) * Squares(outputs, targets)).mean() + (0.5 * outputs.square().mean());

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => Squares(outputs, targets).mean();

    private static Tensor Squares(Tensor outputs, Tensor targets) => (outputs.select(1, 0) - targets.select(1, 0)).square();

    private static Tensor Labels(Tensor targets) => targets.select(1, 1).to(ScalarType.Int64);
}

[Experiment<TunedClasses>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedClasses;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedExamples
{
    [Linear(8, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = 8)] public partial HyperTensor Trust { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (ExampleWeights(Trust) * (outputs - targets).square().sum(1)).mean() + (0.5 * outputs.square().sum(1).mean());

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedExamples>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 4, ValidationBatchSize = 10_000)]
public static partial class TuneTunedExamples;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedDiscrete
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 2, Min = 1, Max = 8, Discrete = true)] public partial HyperTensor Tenths { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + (0.1 * L2(Tenths));

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedDiscrete>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedDiscrete;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedHyperprior
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Scale = Scale.Log, Hyperprior = 0.05)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedHyperprior>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedHyperprior;

/// <summary>A trust for each of a million rows.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class MillionExamples
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.5, Min = 0, Max = 1, Per = Per.Example, Count = 1_000_000)] public partial HyperTensor Trust { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (ExampleWeights(Trust) * (outputs - targets).square().sum(1)).mean();

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}
