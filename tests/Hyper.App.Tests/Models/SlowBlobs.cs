using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.App.Tests.Models;

/// <summary>A model whose steps take as long as somebody wants.</summary>
[HyperModel(Hypernetwork.Linear)]
public sealed partial class SlowBlobs
{
    [Linear(4, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Output.forward(Slowness.Pass(rows));

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

/// <summary>Tunes it.</summary>
[Experiment<SlowBlobs>(Algorithm.Joint, Steps = 1_000, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class TuneSlowBlobs;

/// <summary>Takes time, where the environment asks for it.</summary>
internal static class Slowness
{
    /// <summary>The variable with the milliseconds of a pass.</summary>
    public const string Variable = "HYPERDSL_TEST_SLOWNESS";

    private static readonly int milliseconds = int.TryParse(Environment.GetEnvironmentVariable(Variable), out var asked) ? asked : 0;

    public static Tensor Pass(Tensor rows)
    {
        Thread.Sleep(milliseconds);
        return rows;
    }
}
