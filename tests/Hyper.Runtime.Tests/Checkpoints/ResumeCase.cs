using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>An experiment that can be interrupted, with the data that it runs on.</summary>
/// <param name="Data">Creates the data.</param>
/// <param name="RunAsync">Runs it, with its own settings changed as asked for.</param>
internal sealed record ResumeCase(Func<DataSplits> Data, Func<DataSplits, CheckpointFolder?, Func<ExperimentSettings, ExperimentSettings>, IProgress<TuningProgress>?, CancellationToken, Task<ITuningResult>> RunAsync)
{
    /// <summary>Every algorithm, every family, and every kind of state that a model can have.</summary>
    public static IReadOnlyDictionary<string, ResumeCase> All { get; } = new Dictionary<string, ResumeCase>
    {
        ["Joint"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await TuneSmallNetwork.RunAsync(data, folder, change(TuneSmallNetwork.Settings), progress: progress, cancellation: cancellation)),
        ["Joint with folds"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await TuneSmallNetwork.RunAsync(data, folder, change(TuneSmallNetwork.Settings with { Folds = 3 }), progress: progress, cancellation: cancellation)),
        ["SelfTuning with folds"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await SelfTuneSmallNetwork.RunAsync(data, folder, change(SelfTuneSmallNetwork.Settings with { Folds = 2 }), progress: progress, cancellation: cancellation)),
        ["Joint by descent"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await DescendSmallNetwork.RunAsync(data, folder, change(DescendSmallNetwork.Settings), progress: progress, cancellation: cancellation)),
        ["Simplified"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await SimplifySmallNetwork.RunAsync(data, folder, change(SimplifySmallNetwork.Settings), progress: progress, cancellation: cancellation)),
        ["Global"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await TuneSmallNetworkGlobally.RunAsync(data, folder, change(TuneSmallNetworkGlobally.Settings with { HyperSteps = 40 }) with { Steps = 40 }, progress: progress, cancellation: cancellation)),
        ["SelfTuning"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await SelfTuneSmallNetwork.RunAsync(data, folder, change(SelfTuneSmallNetwork.Settings), progress: progress, cancellation: cancellation)),
        ["DeltaSelfTuning"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await DeltaSelfTuneSmallNetwork.RunAsync(data, folder, change(DeltaSelfTuneSmallNetwork.Settings), progress: progress, cancellation: cancellation)),
        ["Implicit"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await ImplicitSmooth.RunAsync(data, folder, change(ImplicitSmooth.Settings), progress: progress, cancellation: cancellation)),
        ["Unrolled"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await UnrolledSmooth.RunAsync(data, folder, change(UnrolledSmooth.Settings), progress: progress, cancellation: cancellation)),
        ["Unrolled with the optimizer's numbers"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await UnrolledRated.RunAsync(data, folder, change(UnrolledRated.Settings), progress: progress, cancellation: cancellation)),
        ["OnePass"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await OnePassRated.RunAsync(data, folder, change(OnePassRated.Settings), progress: progress, cancellation: cancellation)),
        ["OnePass with folds"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await OnePassRated.RunAsync(data, folder, change(OnePassRated.Settings with { Folds = 2 }), progress: progress, cancellation: cancellation)),
        ["T1T2"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await T1T2Smooth.RunAsync(data, folder, change(T1T2Smooth.Settings), progress: progress, cancellation: cancellation)),
        ["SingleLoop"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await SingleLoopSmooth.RunAsync(data, folder, change(SingleLoopSmooth.Settings), progress: progress, cancellation: cancellation)),
        ["Curvature"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await CurvatureSmooth.RunAsync(data, folder, change(CurvatureSmooth.Settings), progress: progress, cancellation: cancellation)),
        ["Curvature by factors"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await KroneckerSmooth.RunAsync(data, folder, change(KroneckerSmooth.Settings), progress: progress, cancellation: cancellation)),
        ["Running statistics"] = new(() => LayerRunTests.Data("conv"), async (data, folder, change, progress, cancellation) => await TuneSmallConvNet.RunAsync(data, folder, change(TuneSmallConvNet.Settings), progress: progress, cancellation: cancellation)),
        ["Recurrent"] = new(() => LayerRunTests.Data("sequence"), async (data, folder, change, progress, cancellation) => await TuneSmallSequenceNet.RunAsync(data, folder, change(TuneSmallSequenceNet.Settings), progress: progress, cancellation: cancellation)),
        ["Shared modules"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await TuneSmallSharedNet.RunAsync(data, folder, change(TuneSmallSharedNet.Settings), progress: progress, cancellation: cancellation)),
        ["Structured"] = new(() => Regression(8, 3), async (data, folder, change, progress, cancellation) => await TuneSmallStructured.RunAsync(data, folder, change(TuneSmallStructured.Settings), progress: progress, cancellation: cancellation)),
        ["Centered"] = new(() => Regression(8, 3), async (data, folder, change, progress, cancellation) => await TuneSmallCentered.RunAsync(data, folder, change(TuneSmallCentered.Settings), progress: progress, cancellation: cancellation)),
        ["Delta with a family of its own"] = new(() => Regression(8, 3), async (data, folder, change, progress, cancellation) => await DeltaSelfTuneSmallStructured.RunAsync(data, folder, change(DeltaSelfTuneSmallStructured.Settings), progress: progress, cancellation: cancellation)),
        ["A family for each layer"] = new(() => Regression(5, 1), async (data, folder, change, progress, cancellation) => await TuneSmallHybrid.RunAsync(data, folder, change(TuneSmallHybrid.Settings), progress: progress, cancellation: cancellation)),
        ["Written over, whole split"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await TuneWritesOver.RunAsync(data, folder, change(TuneWritesOver.Settings), progress: progress, cancellation: cancellation)),
        ["Several inputs"] = new(SeveralData.NumbersAndTokens, async (data, folder, change, progress, cancellation) => await TuneNumbersAndTokens.RunAsync(data, folder, change(TuneNumbersAndTokens.Settings), progress: progress, cancellation: cancellation)),
        ["Balanced classes"] = new(SmallData.Labelled, async (data, folder, change, progress, cancellation) => await TuneSmallNetwork.RunAsync(data, folder, change(TuneSmallNetwork.Settings with { BalanceClasses = true }), progress: progress, cancellation: cancellation)),
    };

    /// <summary>All that a result says, but for time.</summary>
    public static async Task<byte[]> BytesOf(ITuningResult result)
    {
        using var bytes = new MemoryStream();
        result.Model.Save(bytes);
        await using var text = new StreamWriter(bytes);
        foreach (var entry in result.History)
        {
            await text.WriteLineAsync(FormattableString.Invariant($"{entry.Step} {entry.TrainingLoss:R} {entry.ValidationLoss:R} {entry.SplitLoss:R} {entry.Measures.Scale:R} {entry.Measures.Entropy:R} {entry.Health?.BestResponseGap:R} {entry.Health?.ValidationLoss:R}"));
        }

        await text.WriteLineAsync(FormattableString.Invariant($"{result.ValidationLoss:R} {result.Ending} {string.Join(' ', result.Warnings)}"));
        dynamic typed = result;
        Trajectory way = typed.Trajectory;
        IReadOnlyList<double>? scales = typed.PerturbationScales;
        int best = typed.BestStep;
        await text.WriteLineAsync(FormattableString.Invariant($"{best} {string.Join(' ', way.Steps)} {string.Join(' ', Enumerable.Range(0, 101).SelectMany(share => way.At(share / 100.0)).Select(value => value.ToString("R")))}"));
        await text.WriteLineAsync(string.Join(' ', scales ?? []));
        await text.FlushAsync();
        try
        {
            typed.Save((Stream)bytes);
        }
        catch (HyperDslException)
        {
            // A computed response cannot be saved.
        }

        return bytes.ToArray();
    }

    private static DataSplits Regression(int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(13);
        var rows = randn(100, inputs, generator: noise);
        var targets = rows.mm(randn(inputs, outputs, generator: noise)).tanh() + (randn(100, outputs, generator: noise) * 0.3);
        using var all = new Dataset(rows.DetachFromDisposeScope(), targets.DetachFromDisposeScope());
        return DataSplits.InOrder(all, 60, 40);
    }
}
