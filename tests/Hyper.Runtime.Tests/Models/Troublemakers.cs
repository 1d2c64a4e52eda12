using System.Runtime.InteropServices;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

// Models that do what their authors should not, or what goes wrong with the best of them.

/// <summary>Writes over its inputs, as an author does who saves memory.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class WritesOver
{
    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(rows.sub_(0.5).div_(0.5));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

/// <summary>The same function without writing.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class WritesNothing
{
    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(rows.sub(0.5).div(0.5));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<WritesOver>(Algorithm.Joint, Steps = 30, BatchSize = 1_000, ValidationBatchSize = 1_000, Seed = 2)]
public static partial class TuneWritesOver;

[Experiment<WritesNothing>(Algorithm.Joint, Steps = 30, BatchSize = 1_000, ValidationBatchSize = 1_000, Seed = 2)]
public static partial class TuneWritesNothing;

/// <summary>What happens to it is in the hands of a test.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class OnOrder
{
    /// <summary>Called by each training loss.</summary>
    internal static Action Training { get; set; } = () => { };

    /// <summary>Rows that memory suffices for.</summary>
    internal static long Fitting { get; set; } = long.MaxValue;

    /// <summary>The most rows that were seen at once in an evaluation.</summary>
    internal static long Most { get; set; }

    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.9)]
    public partial HyperTensor Shrinkage { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        Allocate(rows.shape[0]);
        return Scores.forward(rows * (1 - Shrinkage.ColumnFor(rows)));
    }

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels)
    {
        Training();
        return F.cross_entropy(logits, labels) + L2(Decay);
    }

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + (0.1 * randn(1).square().mean());

    private static void Allocate(long rows)
    {
        if (rows > Fitting)
        {
            throw new ExternalException("[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 99999 bytes.");
        }

        Most = Math.Max(Most, rows);
    }
}

[Experiment<OnOrder>(Algorithm.Joint, Steps = 30, BatchSize = 8, ValidationBatchSize = 8, Seed = 2)]
public static partial class TuneOnOrder;

[Experiment<OnOrder>(Algorithm.Random, Steps = 10, BatchSize = 8, Trials = 6, Seed = 2)]
public static partial class SearchOnOrder;

/// <summary>Holds a module that is not marked.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class HoldsUnmarked
{
#pragma warning disable HYP0019 // That is what the test is about.
    private readonly nn.Module<Tensor, Tensor> stem = nn.Linear(8, 6);
#pragma warning restore HYP0019

    [Linear(6, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(stem.forward(rows));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<HoldsUnmarked>(Algorithm.Joint, Steps = 10)]
public static partial class TuneHoldsUnmarked;

/// <summary>Its stem is frozen: in evaluation mode for good.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class FrozenStem
{
    [SharedModule]
    private readonly nn.Module<Tensor, Tensor> stem = Frozen();

    [Linear(8, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(stem.forward(rows));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);

    private static nn.Module<Tensor, Tensor> Frozen()
    {
        var stem = nn.Sequential(nn.BatchNorm1d(8), nn.Dropout(0.9));
        stem.eval();
        return stem;
    }
}

[Experiment<FrozenStem>(Algorithm.Joint, Steps = 20, BatchSize = 20)]
public static partial class TuneFrozenStem;

/// <summary>A stem that is shared and draws nothing.</summary>
[HyperModel(Hypernetwork.Structured)]
public sealed partial class PlainStem
{
    [SharedModule]
    private readonly nn.Module<Tensor, Tensor> stem = nn.Linear(8, 6);

    [Linear(6, 3)] public partial HyperLinear Scores { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Scores.forward(stem.forward(rows).tanh());

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels);
}

[Experiment<PlainStem>(
    Algorithm.SelfTuning, Steps = 1, InnerSteps = 1, BatchSize = 60, HyperSamples = 1, PerturbationScale = 1e-6, Optimizer = OptimizerKind.Sgd, Momentum = 0, LearningRate = 0.1, Seed = 2)]
public static partial class SelfTunePlainStem;

[Experiment<PlainStem>(
    Algorithm.DeltaSelfTuning, Steps = 1, InnerSteps = 1, BatchSize = 60, HyperSamples = 1, PerturbationScale = 1e-6, Optimizer = OptimizerKind.Sgd, Momentum = 0, LearningRate = 0.1, Linearized = false, Seed = 2)]
public static partial class DeltaSelfTunePlainStem;
