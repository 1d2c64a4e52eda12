using TorchSharp;

namespace Hyper.Benchmarks;

/// <summary>What a step of the generated loop allocates.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Bytes">Managed bytes a step.</param>
/// <param name="TorchSharpBytes">Of these, objects of TorchSharp's types: its handles.</param>
/// <param name="HyperDslBytes">Objects of HyperDsl's own types, generated ones included.</param>
/// <param name="OtherBytes">Objects of .NET's types, such as arrays and delegates, whoever asked for them.</param>
/// <param name="Tensors">Tensors that TorchSharp created a step.</param>
/// <param name="Types">Bytes a step by type, the most first.</param>
internal sealed record AllocationRow(
    string Setting, double Bytes, double TorchSharpBytes, double HyperDslBytes, double OtherBytes, double Tensors, IReadOnlyList<TypeBytes> Types);

/// <summary>Bytes a step of objects of one type.</summary>
internal sealed record TypeBytes(string Name, double Bytes);

/// <summary>
/// Managed allocations of a step: what a long run allocates more than a short one, over the steps that it has more. Which types
/// they are of is estimated from the runtime's random samples of the long run.
/// </summary>
internal static class AllocationBenchmark
{
    public static async Task<AllocationRow> MeasureAsync(JointSetting setting, int steps)
    {
        using var data = setting.Data();
        var few = Math.Max(1, steps / 10);
        await RunAsync(setting, data, few);
        await RunAsync(setting, data, few);

        var brief = await RunAsync(setting, data, few);
        using var samples = new AllocationSamples();
        var whole = await RunAsync(setting, data, steps);
        var counts = samples.Stop();

        var bytes = (double)(whole.Bytes - brief.Bytes) / (steps - few);
        var total = Math.Max(1, counts.Sum(count => count.Value));
        var types = counts.OrderByDescending(count => count.Value).Select(count => new TypeBytes(count.Key, bytes * count.Value / total)).ToList();
        // The runtime names a nested type by its own name alone: TorchSharp's Tensor is one, and its scopes are sets of IDisposable.
        var torchSharp = Sum("TorchSharp.", "Tensor", "Entry[System.IDisposable]");
        var own = Sum("Hyper.", "FashionCnn.");
        return new AllocationRow(
            setting.Name, bytes, torchSharp, own, bytes - torchSharp - own, (double)(whole.Tensors - brief.Tensors) / (steps - few), types);

        double Sum(params string[] prefixes) =>
            types.Where(type => prefixes.Any(prefix => type.Name.StartsWith(prefix, StringComparison.Ordinal))).Sum(type => type.Bytes);
    }

    private static async Task<(long Bytes, long Tensors)> RunAsync(JointSetting setting, DataSplits data, int steps)
    {
        var tensors = new TensorsCreated();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await setting.RunAsync(data, JointBenchmark.StepsOnly(setting.Settings, steps, 1, "cpu"), tensors);
        return (GC.GetTotalAllocatedBytes(precise: true) - before, tensors.Count);
    }

    /// <summary>Reads TorchSharp's count on the run's own thread, where reports arrive.</summary>
    private sealed class TensorsCreated : IProgress<TuningProgress>
    {
        public long Count { get; private set; }

        public void Report(TuningProgress value) =>
            Count = DisposeScopeManager.Statistics.TensorStatistics.CreatedInScopeCount + DisposeScopeManager.Statistics.TensorStatistics.CreatedOutsideScopeCount;
    }
}
