using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using TorchSharp;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Thousands of steps hold no more tensors, and no more managed memory, than one thousand.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LeakTests
{
    static LeakTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task A_joint_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 5_000, ReportEvery = 1_000 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_simplified_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await SimplifySmallNetwork.RunAsync(data, SimplifySmallNetwork.Settings with { Steps = 5_000, ReportEvery = 1_000 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_global_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await TuneSmallNetworkGlobally.RunAsync(
            data, TuneSmallNetworkGlobally.Settings with { Steps = 3_500, HyperSteps = 1_500, ReportEvery = 1_000, FineTuningSteps = 1 }, watcher);
        watcher.RequireConstant(since: 4_000);
    }

    [Fact]
    public async Task A_self_tuning_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await SelfTuneSmallNetwork.RunAsync(
            data,
            SelfTuneSmallNetwork.Settings with { Steps = 5_000, ReportEvery = 1_000, InnerSteps = 4, OuterSteps = 2, Antithetic = true, FineTuningSteps = 1 },
            watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_delta_self_tuning_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await DeltaSelfTuneSmallNetwork.RunAsync(
            data, DeltaSelfTuneSmallNetwork.Settings with { Steps = 5_000, ReportEvery = 1_000 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_stopped_training_along_a_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        using var run = await TuneSmallNetwork.RunAsync(data);
        var watcher = new Watcher();
        using var result = await TuneSmallNetwork.TrainAlongAsync(
            run.Trajectory, data, TuneSmallNetwork.Settings with { Steps = 5_000, ReportEvery = 1_000, EarlyStoppingPatience = 100 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task An_ordinary_training_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await TuneSmallNetwork.TrainAtAsync(new(), data, TuneSmallNetwork.Settings with { Steps = 5_000, ReportEvery = 1_000 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_disposed_result_leaves_nothing_behind()
    {
        using var data = SmallData.Labelled();
        await Once();
        var before = LiveTensors();
        await Once();
        await Once();
        Assert.Equal(before, LiveTensors());

        async Task Once()
        {
            using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20 });
            _ = result.ValidationLossAt(result.Hyperparameters);
            using var trained = await TuneSmallNetwork.TrainAtAsync(result.Hyperparameters, data, TuneSmallNetwork.Settings with { Steps = 20 });
            await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { HyperSamples = 17 }));
        }
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
        private readonly List<(int Step, long Tensors, long Bytes)> seen = [];

        public void Report(TuningProgress value)
        {
            // Collected first: what other tests left to their finalizers is not this run's.
            var tensors = LiveTensors();
            seen.Add((value.Step, tensors, GC.GetTotalMemory(forceFullCollection: true)));
        }

        // Global training's second phase has buffers of its own: what counts is that the number stays.
        public void RequireConstant(int since = 1_000)
        {
            Assert.Equal([1_000, 2_000, 3_000, 4_000, 5_000], seen.Select(entry => entry.Step));
            var counted = seen.Where(entry => entry.Step >= since).ToList();
            Assert.All(counted, entry => Assert.Equal(counted[0].Tensors, entry.Tensors));

            // A hundred kilobytes for the runtime's own bookkeeping; one leaked object a step would be far more.
            Assert.All(counted, entry => Assert.InRange(entry.Bytes - counted[0].Bytes, -10_000_000, 100_000));
        }
    }
}

/// <summary>Tests that count what the whole process holds: nothing may run beside them.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
