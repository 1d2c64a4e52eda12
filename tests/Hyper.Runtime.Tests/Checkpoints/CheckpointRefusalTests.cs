using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>What a run cannot go on from is refused with the difference; what does not matter to the run is not a difference.</summary>
public sealed class CheckpointRefusalTests : IDisposable
{
    static CheckpointRefusalTests() => NativeBackend.EnsureLoaded();

    private readonly TempFolder folder = new();
    private readonly DataSplits data = SmallData.Labelled();

    private static ExperimentSettings Settings => TuneSmallNetwork.Settings with { Steps = 30 };

    private CheckpointFolder Folder => new(Path.Combine(folder.Root, "run")) { Every = null };

    public void Dispose()
    {
        data.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_checkpoint_of_another_run_is_refused_with_the_difference()
    {
        using (await TuneSmallNetwork.RunAsync(data, Folder, Settings))
        {
        }

        await Refused(TuneSmallNetwork.RunAsync(data, Folder, Settings with { Seed = 4 }), "settings.seed is 3 in the checkpoint and 4 in this run");
        await Refused(TuneSmallNetwork.RunAsync(data, Folder, Settings with { LearningRate = 0.5 }), "settings.learning_rate is");
        await Refused(TuneSmallNetwork.RunAsync(data, Folder, Settings with { Precision = Precision.Float64 }), "settings.precision is \"float32\" in the checkpoint and \"float64\"");
        await Refused(TuneSmallNetwork.RunAsync(data, Folder, Settings with { Steps = 29 }), "It is of step 30, and this run has 29 steps");
        await Refused(TuneSmallNetwork.RunAsync(data, Folder, Settings, new SmallNetwork.Hyperparameters { Dropout = 0.3 }), "start is");
        await Refused(DescendSmallNetwork.RunAsync(data, Folder, Settings), "experiment is \"Hyper.Runtime.Tests.Models.TuneSmallNetwork\" in the checkpoint");
        await Refused(ImplicitSmooth.RunAsync(data, Folder), "It holds the model 'Hyper.Runtime.Tests.Models.SmallNetwork', and SmoothNetwork was expected");
        using var fewer = new DataSplits(data.Training.Slice(0, 59), data.Validation.Slice(0, 40));
        await Refused(TuneSmallNetwork.RunAsync(fewer, Folder, Settings), "rows is");

        // Nothing was lost by asking.
        using var again = await TuneSmallNetwork.RunAsync(data, Folder, Settings with { ReportEvery = 3, HealthChecks = 1, Threads = 2, EarlyStoppingPatience = 100, TimeLimit = 1e6 });
        Assert.Equal(30, again.ResumedFrom);
    }

    [Fact]
    public async Task More_steps_of_the_first_phase_of_a_global_run_are_another_run()
    {
        var settings = TuneSmallNetworkGlobally.Settings with { Steps = 20, HyperSteps = 10 };
        using (await TuneSmallNetworkGlobally.RunAsync(data, Folder, settings))
        {
        }

        await Refused(TuneSmallNetworkGlobally.RunAsync(data, Folder, settings with { Steps = 25 }), "settings.steps is 20 in the checkpoint and 25");
        using var longer = await TuneSmallNetworkGlobally.RunAsync(data, Folder, settings with { HyperSteps = 20 });
        Assert.Equal(30, longer.ResumedFrom);
        Assert.Equal(40, longer.History[^1].Step);
    }

    [Fact]
    public async Task A_folder_that_another_run_has_or_that_cannot_be_is_refused()
    {
        using (CheckpointStore.Open(Folder))
        {
            await Fails(TuneSmallNetwork.RunAsync(data, Folder, Settings), "cannot be opened");
        }

        var file = Path.Combine(folder.Root, "file");
        await File.WriteAllTextAsync(file, "");
        await Fails(TuneSmallNetwork.RunAsync(data, new CheckpointFolder(file), Settings), "cannot be opened");
        Assert.Contains("path of a folder", Assert.Throws<HyperDslException>(() => new CheckpointFolder(" ")).Message, StringComparison.Ordinal);
        Assert.Contains("Every", Assert.Throws<HyperDslException>(() => new CheckpointFolder("a") { Every = TimeSpan.FromSeconds(-1) }).Message, StringComparison.Ordinal);
        Assert.Contains("EverySteps", Assert.Throws<HyperDslException>(() => new CheckpointFolder("a") { EverySteps = -1 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_is_a_warning()
    {
        using var whole = await TuneSmallNetwork.RunAsync(data, Settings with { ReportEvery = 5 });

        // A folder stands where the second checkpoint would go.
        Directory.CreateDirectory(Path.Combine(Folder.Path, "step-0000000020.safetensors", "full"));
        using var result = await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(Folder.Path) { Every = null, EverySteps = 10 }, Settings with { ReportEvery = 5 });
        Assert.Contains("The checkpoint of step 20 could not be kept", Assert.Single(result.Warnings.Except(whole.Warnings)), StringComparison.Ordinal);
        Assert.Equal(whole.Model.Weights.data<float>().ToArray(), result.Model.Weights.data<float>().ToArray());
    }

    [Fact]
    public async Task A_damaged_checkpoint_gives_way_to_the_one_before_it()
    {
        using (await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(Folder.Path) { Every = null, EverySteps = 20 }, Settings))
        {
        }

        string[] files = [.. Directory.GetFiles(Folder.Path, "*.safetensors").Order()];
        Assert.Equal(["step-0000000020.safetensors", "step-0000000030.safetensors"], files.Select(file => Path.GetFileName(file)));
        Damage(files[1]);
        using (var resumed = await TuneSmallNetwork.RunAsync(data, Folder, Settings))
        {
            Assert.Equal(20, resumed.ResumedFrom);
            Assert.Contains(resumed.Warnings, warning => warning.Contains("Its checksum is not that of its content", StringComparison.Ordinal) && warning.Contains("goes on from that of step 20", StringComparison.Ordinal));
        }

        foreach (var file in files)
        {
            Damage(file);
        }

        await Fails(TuneSmallNetwork.RunAsync(data, Folder, Settings), "none of them can be used");

        static void Damage(string file)
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^100] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public async Task Time_alone_decides_where_no_steps_are_given()
    {
        var clock = new SteppedClock();
        var seen = new List<int>();
        var path = Path.Combine(folder.Root, "timed");
        using (await TuneSmallNetwork.RunAsync(
            data,
            new CheckpointFolder(path) { Every = TimeSpan.FromSeconds(10), Clock = clock },
            Settings with { ReportEvery = 1 },
            progress: new Callback(report =>
            {
                clock.Seconds += 3;
                seen.AddRange(Directory.GetFiles(path, "*.safetensors").Select(file => int.Parse(Path.GetFileName(file)[5..15])).Except(seen));
            })))
        {
        }

        Assert.Equal([4, 8, 12, 16, 20, 24, 28], seen);
    }

    private static async Task Refused(Task run, string what)
    {
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => run);
        Assert.Contains("does not fit", problem.Message, StringComparison.Ordinal);
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
    }

    private static async Task Fails(Task run, string what) =>
        Assert.Contains(what, (await Assert.ThrowsAsync<HyperDslException>(() => run)).Message, StringComparison.Ordinal);

    private sealed class SteppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
