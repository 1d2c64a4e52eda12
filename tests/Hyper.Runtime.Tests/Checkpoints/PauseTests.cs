using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>A run that pauses says what it has come to, and goes on to the bytes of one that never paused.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class PauseTests
{
    static PauseTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string> Cases => [.. ResumeCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_run_that_pauses_twice_ends_with_the_bytes_of_one_that_does_not(string name)
    {
        var (create, run) = ResumeCase.All[name];
        using var data = create();
        using var folder = new TempFolder();
        using var whole = await run(data, null, Settings, null, default);
        foreach (var step in (int[])[13, 50])
        {
            using var part = await run(data, new CheckpointFolder(folder.Root) { Every = null, PauseAt = step }, Settings, null, default);
            Assert.Equal(RunEnding.Paused, (RunEnding)((dynamic)part).Ending);
        }

        using var resumed = await run(data, new CheckpointFolder(folder.Root) { Every = null }, Settings, null, default);
        Assert.Equal(50, (int)((dynamic)resumed).ResumedFrom);
        Assert.Equal(await ResumeCase.BytesOf(whole), await ResumeCase.BytesOf(resumed));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    public async Task A_pause_beside_a_restart_is_none_to_the_run(int step)
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var settings = TuneSmallNetwork.Settings with { Steps = 80, RestartAt = 0.3, ReportEvery = 10 };
        using var whole = await TuneSmallNetwork.RunAsync(data, settings);
        using var part = await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(folder.Root) { PauseAt = step }, settings);
        Assert.Equal((step, RunEnding.Paused, 2), (part.BestStep, part.Ending, part.History.Count));
        Assert.Equal(part.ValidationLoss, part.Model.ValidationLoss(data.Validation));
        using var resumed = await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(folder.Root), settings);
        Assert.Equal(await ResumeCase.BytesOf(whole), await ResumeCase.BytesOf(resumed));
    }

    [Fact]
    public async Task A_run_that_is_there_takes_no_step_and_says_the_same()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var settings = TuneSmallNetwork.Settings with { Steps = 80, Refit = true };
        var pause = new CheckpointFolder(folder.Root) { PauseAt = 40 };
        using var part = await TuneSmallNetwork.RunAsync(data, pause, settings);

        // A refit is for what a run ends with.
        Assert.Null(part.Refit);
        using var again = await TuneSmallNetwork.RunAsync(data, pause, settings);
        Assert.Equal((40, RunEnding.Paused), (again.ResumedFrom, again.Ending));
        Assert.Equal(await ResumeCase.BytesOf(part), await ResumeCase.BytesOf(again));
        using var earlier = await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(folder.Root) { PauseAt = 10 }, settings);
        Assert.Equal((40, RunEnding.Paused), (earlier.ResumedFrom, earlier.Ending));
        using var whole = await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(folder.Root) { PauseAt = 80 }, settings);
        Assert.Equal(RunEnding.Completed, whole.Ending);
        Assert.NotNull(whole.Refit);
        Assert.Contains("PauseAt is 0; it must be at least 1.", Assert.Throws<HyperDslException>(() => new CheckpointFolder("here") { PauseAt = 0 }).Message, StringComparison.Ordinal);
    }

    private static ExperimentSettings Settings(ExperimentSettings own) => own with { Steps = 80, ReportEvery = 10, HealthChecks = 3 };
}
