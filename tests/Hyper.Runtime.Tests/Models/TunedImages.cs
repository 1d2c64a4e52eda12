using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

// Linear regressions on small images that are changed at random: in expectation each has a best response by enumeration.

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedBrightness
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.3, Min = 0, Max = 1)] public partial HyperTensor Strength { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Brightness(rows, Strength));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedBrightness>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedBrightness;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedContrast
{
    [Linear(4, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.3, Min = 0, Max = 1)] public partial HyperTensor Strength { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Contrast(rows, Strength));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedContrast>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedContrast;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedSaturation
{
    [Linear(6, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.3, Min = 0, Max = 1)] public partial HyperTensor Strength { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Saturation(rows.view(-1, 3, 1, 2), Strength).flatten(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedSaturation>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedSaturation;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedShift
{
    [Linear(16, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.5)] public partial HyperTensor Strength { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Shift(rows.view(-1, 1, 4, 4), Strength).flatten(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedShift>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedShift;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedRotation
{
    [Linear(16, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 30, Min = 0, Max = 90)] public partial HyperTensor Angle { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Rotate(rows.view(-1, 1, 4, 4), Angle).flatten(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedRotation>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedRotation;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedRescale
{
    [Linear(16, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.8)] public partial HyperTensor Strength { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Rescale(rows.view(-1, 1, 4, 4), Strength).flatten(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedRescale>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedRescale;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class TunedCutout
{
    [Linear(16, 1, Bias = false)] public partial HyperLinear Weights { get; }

    [Hyperparameter(Initial = 1, Min = 0, Max = 4, Discrete = true)] public partial HyperTensor Size { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Weights.forward(Cutout(rows.view(-1, 1, 4, 4), Size).flatten(1));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => SquaredError.Mean(outputs, targets);
}

[Experiment<TunedCutout>(Algorithm.Joint, Rows = SampleRows.Repeat, BatchSize = 10_000, ValidationBatchSize = 10_000)]
public static partial class TuneTunedCutout;
