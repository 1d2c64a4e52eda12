using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>A run that goes on from a checkpoint ends with the bytes of one that was never interrupted.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class ResumeTests
{
    static ResumeTests() => NativeBackend.EnsureLoaded();

    private const int Steps = 80;

    public static TheoryData<string> Cases => [.. ResumeCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_run_goes_on_to_the_same_bytes(string name)
    {
        var (create, run) = ResumeCase.All[name];
        using var data = create();
        using var folder = new TempFolder();
        using var whole = await run(data, null, Settings, null, default);
        var expected = await ResumeCase.BytesOf(whole);

        // A kill leaves the folder as it is at that moment: between two reports, and at one.
        var copies = new Dictionary<int, string>();
        var path = Path.Combine(folder.Root, "run");
        using (var kept = await run(data, new CheckpointFolder(path) { Every = null, EverySteps = 7 }, Settings, new Callback(report => copies.Add(report.Step, Copy(path, report.Step))), default))
        {
            Assert.Equal(expected, await ResumeCase.BytesOf(kept));
        }

        foreach (var killed in (int[])[30, 70])
        {
            using var resumed = await run(data, new CheckpointFolder(copies[killed]) { Every = null, EverySteps = 7 }, Settings, null, default);
            Assert.Equal(expected, await ResumeCase.BytesOf(resumed));
            Assert.Equal(killed / 7 * 7 == killed ? killed - 7 : killed / 7 * 7, (int)((dynamic)resumed).ResumedFrom);
        }

        // And where there is nothing left to do.
        using var again = await run(data, new CheckpointFolder(path), Settings, null, default);
        Assert.Equal(expected, await ResumeCase.BytesOf(again));
    }

    [Fact]
    public async Task A_cancelled_run_loses_no_step()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        using var whole = await TuneSmallNetwork.RunAsync(data, Settings(TuneSmallNetwork.Settings));
        var checkpoints = new CheckpointFolder(Path.Combine(folder.Root, "run")) { Every = null };
        foreach (var step in (int[])[10, 40])
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new Callback(report =>
            {
                if (report.Step == step)
                {
                    cancellation.Cancel();
                }
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TuneSmallNetwork.RunAsync(data, checkpoints, Settings(TuneSmallNetwork.Settings), progress: progress, cancellation: cancellation.Token));
        }

        using var resumed = await TuneSmallNetwork.RunAsync(data, checkpoints, Settings(TuneSmallNetwork.Settings));
        Assert.Equal(40, resumed.ResumedFrom);
        Assert.Equal(await ResumeCase.BytesOf(whole), await ResumeCase.BytesOf(resumed));
    }

    [Fact]
    public async Task More_steps_go_on_where_the_run_was()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var checkpoints = new CheckpointFolder(folder.Root) { Every = null };
        var settings = Settings(TuneSmallNetwork.Settings) with { Schedule = LearningRateSchedule.Constant, RestartAt = 0 };
        using var whole = await TuneSmallNetwork.RunAsync(data, settings);
        using (await TuneSmallNetwork.RunAsync(data, checkpoints, settings with { Steps = 30 }))
        {
        }

        // At a constant rate the longer run is the same run.
        using var longer = await TuneSmallNetwork.RunAsync(data, checkpoints, settings);
        Assert.Equal(30, longer.ResumedFrom);
        Assert.Equal(whole.Model.Weights.data<float>().ToArray(), longer.Model.Weights.data<float>().ToArray());
        Assert.Equal(whole.ValidationLoss, longer.ValidationLoss);
    }

    [Fact]
    public async Task A_diverged_run_has_the_state_that_was_good_before_the_interruption()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var checkpoints = new CheckpointFolder(folder.Root) { Every = null, EverySteps = 1 };

        // Twice the stable rate: the weights grow from step to step and take a while to get out of bounds.
        var settings = TuneExploding.Settings with { LearningRate = 2.5, HyperLearningRate = 0, ReportEvery = 2, Steps = 5_000, Schedule = LearningRateSchedule.Constant, HealthChecks = 0, Keep = Keep.Last };
        var first = await DivergeAsync();
        var second = await DivergeAsync();
        Assert.Equal(first.Step, second.Step);
        using var good = first.LastGood!;
        using var again = second.LastGood!;
        Assert.Equal(await ResumeCase.BytesOf(good), await ResumeCase.BytesOf(again));
        Assert.Equal(first.Step - 2, (int)((dynamic)again).BestStep);

        Task<DivergedException> DivergeAsync() => Assert.ThrowsAsync<DivergedException>(() => TuneExploding.RunAsync(data, checkpoints, settings));
    }

    private static ExperimentSettings Settings(ExperimentSettings own) => own with { Steps = Steps, ReportEvery = 10, HealthChecks = 3 };

    private static string Copy(string folder, int step)
    {
        var copy = $"{folder}-{step}";
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(folder, "*.safetensors"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
