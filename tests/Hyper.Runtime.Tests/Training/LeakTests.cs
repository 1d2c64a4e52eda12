using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using TorchSharp;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A thousand steps hold no more tensors, and no more managed memory, than a fifth of them; <c>EnduranceTests</c> goes on for longer.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LeakTests
{
    static LeakTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task A_joint_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 1_250, ReportEvery = 250, RestartAt = 0.1 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_simplified_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await SimplifySmallNetwork.RunAsync(data, SimplifySmallNetwork.Settings with { Steps = 1_250, ReportEvery = 250 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_global_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await TuneSmallNetworkGlobally.RunAsync(
            data, TuneSmallNetworkGlobally.Settings with { Steps = 875, HyperSteps = 375, ReportEvery = 250, FineTuningSteps = 1 }, watcher);
        watcher.RequireConstant(since: 1_000);
    }

    [Fact]
    public async Task A_self_tuning_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await SelfTuneSmallNetwork.RunAsync(
            data,
            SelfTuneSmallNetwork.Settings with { Steps = 1_250, ReportEvery = 250, RestartAt = 0.1, InnerSteps = 4, OuterSteps = 2, Antithetic = true, FineTuningSteps = 1 },
            watcher);
        watcher.RequireConstant();
    }

    /// <summary>Compiled passes in which convolutions and normalisations keep graphs of their own.</summary>
    [Fact]
    public async Task A_run_with_convolutions_holds_what_it_held()
    {
        using var data = new DataSplits(Images(), Images());
        var watcher = new Watcher();
        using var result = await TuneCompiledImages.RunAsync(data, TuneCompiledImages.Settings with { Steps = 500, ReportEvery = 100, RestartAt = 0.1 }, watcher);
        watcher.RequireConstant();

        static Dataset Images() => new(torch.randn(60, 81), torch.randint(3, 60, dtype: torch.ScalarType.Int64));
    }

    [Fact]
    public async Task A_delta_self_tuning_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await DeltaSelfTuneSmallNetwork.RunAsync(
            data, DeltaSelfTuneSmallNetwork.Settings with { Steps = 1_250, ReportEvery = 250, RestartAt = 0.1 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task A_stopped_training_along_a_run_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        using var run = await TuneSmallNetwork.RunAsync(data);
        var watcher = new Watcher();
        using var result = await TuneSmallNetwork.TrainAlongAsync(
            run.Trajectory, data, TuneSmallNetwork.Settings with { Steps = 1_250, ReportEvery = 250, EarlyStoppingPatience = 100 }, watcher);
        watcher.RequireConstant();
    }

    [Fact]
    public async Task An_ordinary_training_holds_what_it_held()
    {
        using var data = SmallData.Labelled();
        var watcher = new Watcher();
        using var result = await TuneSmallNetwork.TrainAtAsync(new(), data, TuneSmallNetwork.Settings with { Steps = 1_250, ReportEvery = 250 }, watcher);
        watcher.RequireConstant();
    }

    [Theory]
    [InlineData("Implicit")]
    [InlineData("Unrolled")]
    [InlineData("OnePass")]
    [InlineData("T1T2")]
    [InlineData("SingleLoop")]
    [InlineData("Curvature")]
    [InlineData("Kronecker")]
    public async Task A_run_with_a_computed_hypergradient_holds_what_it_held(string algorithm)
    {
        using var data = SmallData.Labelled();
        var reports = new List<(long Tensors, long Bytes)>();
        var watcher = new Counter(reports);
        var change = (Func<ExperimentSettings, ExperimentSettings>)(settings => settings with { Steps = 300, ReportEvery = 100 });
        using (TuningResult<SmoothNetwork, SmoothNetwork.Trained, SmoothNetwork.Hyperparameters> result = algorithm switch
        {
            "Implicit" => await ImplicitSmooth.RunAsync(data, change(ImplicitSmooth.Settings), watcher),
            "Unrolled" => await UnrolledSmooth.RunAsync(data, change(UnrolledSmooth.Settings), watcher),
            "OnePass" => await OnePassSmooth.RunAsync(data, change(OnePassSmooth.Settings), watcher),
            "T1T2" => await T1T2Smooth.RunAsync(data, change(T1T2Smooth.Settings), watcher),
            "SingleLoop" => await SingleLoopSmooth.RunAsync(data, change(SingleLoopSmooth.Settings), watcher),
            "Curvature" => await CurvatureSmooth.RunAsync(data, change(CurvatureSmooth.Settings), watcher),
            _ => await KroneckerSmooth.RunAsync(data, change(KroneckerSmooth.Settings), watcher),
        })
        {
            // What a result answers with is released with it.
            using var near = result.Response.HasJacobian ? result.ModelAt(result.Hyperparameters with { Lasso = HyperVector.Repeat(2e-4, 2) }) : null;
        }

        Assert.Equal(3, reports.Count);
        Assert.All(reports, report => Assert.Equal(reports[0].Tensors, report.Tensors));
        Assert.All(reports, report => Assert.InRange(report.Bytes - reports[0].Bytes, -10_000_000, 100_000));
    }

    [Fact]
    public async Task A_disposed_result_of_a_computed_hypergradient_leaves_nothing_behind()
    {
        using var data = SmallData.Labelled();
        const int again = 3;
        await Once();
        var before = LiveTensors();
        for (var i = 0; i < again; i++)
        {
            await Once();
        }

        // What is left over would be left over each time; one tensor may still be on its way to the collector.
        Assert.InRange(LiveTensors() - before, long.MinValue, again - 1);

        async Task Once()
        {
            using var kronecker = await KroneckerSmooth.RunAsync(data, KroneckerSmooth.Settings with { Steps = 12 });
            using var near = kronecker.ModelAt(kronecker.Hyperparameters with { Lasso = HyperVector.Repeat(2e-4, 2) });
            using var @implicit = await ImplicitSmooth.RunAsync(data, ImplicitSmooth.Settings with { Steps = 12 });
            using var unrolled = await UnrolledSmooth.RunAsync(data, UnrolledSmooth.Settings with { Steps = 12 });
            using var loop = await SingleLoopSmooth.RunAsync(data, SingleLoopSmooth.Settings with { Steps = 12 });
            var report = await KroneckerSmooth.CheckHypergradientAsync(
                data, new() { Samples = 1, Training = KroneckerSmooth.Settings with { Steps = 5 }, SolverSteps = 3 }, KroneckerSmooth.Settings with { Steps = 5 });
            Assert.Single(report.Indices);
        }
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

    private sealed class Counter(List<(long Tensors, long Bytes)> reports) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => reports.Add((LiveTensors(), GC.GetTotalMemory(forceFullCollection: true)));
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
        public void RequireConstant(int since = 0)
        {
            Assert.Equal(5, seen.Count);
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
