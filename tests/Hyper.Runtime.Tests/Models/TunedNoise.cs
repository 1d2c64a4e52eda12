using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Linear regressions whose inputs are made noisy: in expectation each has a best response in closed form.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedDropout
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.95)] public partial HyperTensor Rate { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Drop(rows, Rate));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedDropout>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedDropout;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedChannelDropout
{
    [Linear(6, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.95)] public partial HyperTensor Rate { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(DropChannels(rows.view(-1, 3, 2), Rate).flatten(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedChannelDropout>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedChannelDropout;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedNoise
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.3, Scale = Scale.Log)] public partial HyperTensor Strength { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(AddNoise(rows, Strength));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedNoise>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedNoise;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedMixup
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.2, Scale = Scale.Log)] public partial HyperTensor Mixing { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Mixup(rows, Mixing));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, MixTargets(targets, Mixing));

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedMixup>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedMixup;
