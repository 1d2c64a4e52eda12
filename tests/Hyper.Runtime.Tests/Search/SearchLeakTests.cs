using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using TorchSharp;

namespace Hyper.Runtime.Tests.Search;

/// <summary>A search holds one model, however many trials it has, and nothing once its result is disposed of.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class SearchLeakTests
{
    static SearchLeakTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task Disposed_results_leave_nothing_behind()
    {
        using var data = SmallData.Labelled();
        await Once();
        var before = LiveTensors();
        for (var i = 0; i < 3; i++)
        {
            await Once();
        }

        Assert.Equal(before, LiveTensors());

        async Task Once()
        {
            using var random = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Steps = 5 });
            using var bayesian = await BayesianSmallNetwork.RunAsync(data, BayesianSmallNetwork.Settings with { Steps = 5 });
            using var halved = await HyperbandSmallNetwork.RunAsync(data);
            await Assert.ThrowsAsync<HyperDslException>(() =>
                DescendSteeply.RunAsync(data, DescendSteeply.Settings with { LearningRate = 1e12, ReportEvery = 1 }));
        }
    }

    [Fact]
    public async Task More_trials_hold_no_more_tensors()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await BayesianSmallNetwork.RunAsync(
            data, BayesianSmallNetwork.Settings with { Steps = 5, Trials = 20, TrialBatch = 1, Parallelism = 1 }, watcher);
        Assert.Equal(20, watcher.Seen.Count);
        Assert.All(watcher.Seen, tensors => Assert.Equal(watcher.Seen[0], tensors));
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return torch.Tensor.TotalCount;
    }

    private sealed class Watcher : IProgress<TuningProgress>
    {
        public List<long> Seen { get; } = [];

        public void Report(TuningProgress value) => Seen.Add(LiveTensors());
    }
}
