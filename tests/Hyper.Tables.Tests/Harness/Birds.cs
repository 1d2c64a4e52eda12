using static TorchSharp.torch;

namespace Hyper.Tables.Tests.Harness;

// What the compiler writes for penguins.table.json, shortened: rows and answers by hand.

internal enum Species
{
    Adelie,
    Chinstrap,
    Gentoo,
}

internal enum Island
{
    Biscoe,
    Dream,
    Torgersen,
}

internal enum Sex
{
    Female,
    Male,
}

internal sealed record Bird : ITableRow<Bird>
{
    public static TableSchema Schema { get; } = Read.PenguinsSchema();

    public Island Island { get; init; }

    public double? BillLengthMm { get; init; }

    public double? BillDepthMm { get; init; }

    public double? FlipperLengthMm { get; init; }

    public double? BodyMassG { get; init; }

    public Sex? Sex { get; init; }

    public double Value(int column) => column switch
    {
        0 => (double)Island,
        1 => BillLengthMm ?? double.NaN,
        2 => BillDepthMm ?? double.NaN,
        3 => FlipperLengthMm ?? double.NaN,
        4 => BodyMassG ?? double.NaN,
        5 => Sex is { } sex ? (double)sex : double.NaN,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    public static Bird Of(ReadOnlySpan<double> values) => new()
    {
        Island = (Island)values[0],
        BillLengthMm = OrNull(values[1]),
        BillDepthMm = OrNull(values[2]),
        FlipperLengthMm = OrNull(values[3]),
        BodyMassG = OrNull(values[4]),
        Sex = OrNull(values[5]) is { } sex ? (Sex)sex : null,
    };

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;
}

internal sealed record BirdAnswer(Species Species, double[] Probabilities) : ITableAnswer<BirdAnswer>
{
    public static BirdAnswer Of(ReadOnlySpan<double> outputs)
    {
        double[] all = outputs.ToArray();
        return new BirdAnswer((Species)Array.IndexOf(all, all.Max()), all);
    }
}

/// <summary>Tells species apart by all fourteen numbers.</summary>
[HyperModel(Hypernetwork.Linear)]
internal sealed partial class BirdModel
{
    [Linear(14, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Classify(Tensor rows) => Output.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<BirdModel>(Algorithm.Joint, Steps = 150, LearningRate = 0.05, Seed = 5)]
internal static partial class TuneBirds;

[Experiment<BirdModel>(Algorithm.Joint, Steps = 20, Folds = 3, Seed = 5)]
internal static partial class TuneBirdsOnFolds;

/// <summary>A number, in its own unit far from 0 and 1.</summary>
[HyperModel(Hypernetwork.Linear)]
internal sealed partial class WeightModel
{
    [Linear(2, 1)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Guess(Tensor rows) => Output.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor numbers, Tensor targets) => nn.functional.mse_loss(numbers, targets) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor numbers, Tensor targets) => nn.functional.mse_loss(numbers, targets);
}

[Experiment<WeightModel>(Algorithm.Joint, Steps = 300, LearningRate = 0.05, Seed = 5)]
internal static partial class TuneWeights;
