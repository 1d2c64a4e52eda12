using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

/// <summary>Where an error of the library strikes in a forward method, as where TorchSharp frees a number in the midst of a call.</summary>
internal static class Chance
{
    private static int calls;

    /// <summary>The calls, counted from 1, that an error ends.</summary>
    public static HashSet<int> Struck { get; } = [];

    /// <summary>Strikes so far.</summary>
    public static int Strikes { get; private set; }

    public static void Begin(params IEnumerable<int> struck)
    {
        (calls, Strikes) = (0, 0);
        Struck.Clear();
        Struck.UnionWith(struck);
    }

    public static void Draw()
    {
        if (Struck.Contains(++calls))
        {
            Strikes++;
            throw new ExternalException("Expected false to be true, but got false.");
        }
    }
}

/// <summary>Draws, keeps statistics and writes over its inputs before the error strikes: all that has to be as it was.</summary>
[HyperModel(Hypernetwork.Structured)]
public sealed partial class Unlucky
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [BatchNorm(6)] public partial HyperBatchNorm Norm { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Hyperparameter(Initial = 0.2, Min = 0, Max = 0.9)]
    public partial HyperTensor Dropout { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        var shown = Drop(Norm.forward(Hidden.forward(rows.mul_(2))).tanh(), Dropout);
        Chance.Draw();
        return Output.forward(shown);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor labels) => nn.functional.cross_entropy(outputs, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor labels) => nn.functional.cross_entropy(outputs, labels);
}

[Experiment<Unlucky>(Algorithm.Joint, Steps = 30, BatchSize = 16, ValidationBatchSize = 16, HyperSamples = 2, Seed = 3)]
public static partial class TuneUnlucky;

[Experiment<Unlucky>(Algorithm.DeltaSelfTuning, Steps = 30, BatchSize = 16, ValidationBatchSize = 16, HyperSamples = 2, Seed = 3)]
public static partial class DeltaSelfTuneUnlucky;

/// <summary>The same without a mask, which computed hypergradients cannot differentiate.</summary>
[HyperModel(Hypernetwork.Structured)]
public sealed partial class UnluckySmooth
{
    [Linear(8, 6)] public partial HyperLinear Hidden { get; }

    [BatchNorm(6)] public partial HyperBatchNorm Norm { get; }

    [Linear(6, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows)
    {
        var shown = Norm.forward(Hidden.forward(rows.mul_(2))).tanh();
        Chance.Draw();
        return Output.forward(shown);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor labels) => nn.functional.cross_entropy(outputs, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor labels) => nn.functional.cross_entropy(outputs, labels);
}

[Experiment<UnluckySmooth>(Algorithm.Implicit, Steps = 30, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class ImplicitUnlucky;

[Experiment<UnluckySmooth>(Algorithm.Unrolled, Steps = 30, UnrollSteps = 3, BatchSize = 16, ValidationBatchSize = 16, Seed = 3)]
public static partial class UnrolledUnlucky;
