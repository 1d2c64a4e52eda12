using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Tests.Support;

namespace Hyper.App.Tests.Running;

/// <summary>A program that is sent signals, at several moments.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_first_signal_stops_with_a_result(string signal)
    {
        using var temp = new TempFolder();
        using var program = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--out", "run", "--steps", "100000000", "--set", "ReportEvery=20");
        await program.SeeAsync("step 20 ");
        await program.SignalAsync(signal);
        var said = await program.EndAsync();
        Assert.Equal(130, said.Code);
        Assert.Contains("stopped", said.Output, StringComparison.Ordinal);
        var record = Cli.RecordOf(temp["run"]);
        Assert.Equal(RunStatus.Stopped, record.Status);
        Assert.NotNull(record.ValidationLoss);
        Assert.True(File.Exists(Path.Combine(temp["run"], RunFiles.Model)));
    }

    [Fact]
    public async Task A_second_signal_leaves_a_checkpoint_and_no_result()
    {
        using var temp = new TempFolder();
        using (var program = TestProgram.Start(temp.Root, 700, "run", "TuneSlowBlobs", "--out", "run", "--set", "ReportEvery=1", "HealthChecks=0", "Keep=Last", "Verify=false"))
        {
            await program.SeeAsync("step 1 ");
            await program.SignalAsync("INT");
            await Task.Delay(100);
            Assert.Equal(RunStatus.Running, Cli.RecordOf(temp["run"]).Status);
            await program.SignalAsync("INT");
            var said = await program.EndAsync();
            Assert.Equal(130, said.Code);
            Assert.Equal(RunStatus.Interrupted, Cli.RecordOf(temp["run"]).Status);
            Assert.Null(Cli.RecordOf(temp["run"]).ValidationLoss);
            Assert.False(File.Exists(Path.Combine(temp["run"], RunFiles.Model)));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(temp["run"], RunFiles.Checkpoints), "step-*.safetensors"));
        }

        // It goes on from there, at its own speed again.
        using var again = TestProgram.Start(temp.Root, 0, "resume", "run");
        var end = await again.EndAsync();
        Assert.True(end.Code == 0, end.Errors);
        Assert.Equal(RunStatus.Finished, Cli.RecordOf(temp["run"]).Status);
        Assert.Equal(1, HistoryReader.Read(Path.Combine(temp["run"], RunFiles.History))[0].Step);
    }

    [Fact]
    public async Task A_search_that_is_stopped_leaves_the_study_of_its_trials()
    {
        using var temp = new TempFolder();
        using var program = TestProgram.Start(temp.Root, 0, "search", "SearchBlobs", "--out", "run", "--set", "Trials=100000");
        await program.SeeAsync("trial ");
        await program.SignalAsync("INT");
        var said = await program.EndAsync();
        Assert.Equal(130, said.Code);
        Assert.Equal(RunStatus.Stopped, Cli.RecordOf(temp["run"]).Status);
        var (trials, complete) = StudyFile.TrialsOf(Path.Combine(temp["run"], RunFiles.Study));
        Assert.Equal(File.ReadAllLines(Path.Combine(temp["run"], RunFiles.Trials)).Length - 1, trials);
        Assert.True(complete >= 1, $"{complete} of {trials}");
    }

    [Fact]
    public async Task Signals_before_the_first_step_end_it_as_well()
    {
        using var temp = new TempFolder();
        using var program = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--out", "run", "--data", TestData.Slow);
        await program.SeeAsync("loading");
        await program.SignalAsync("INT");
        await Task.Delay(100);
        await program.SignalAsync("INT");
        var said = await program.EndAsync();
        Assert.Equal(130, said.Code);
        Assert.Equal(RunStatus.Interrupted, Cli.RecordOf(temp["run"]).Status);
    }

    [Fact]
    public async Task At_a_random_moment_the_folder_is_readable_and_goes_on()
    {
        using var temp = new TempFolder();
        var random = new Random(1);
        for (var i = 0; i < 3; i++)
        {
            using var program = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--out", "run", "--resume", "--steps", "3000", "--every", "0.1", "--no-report");
            await program.SeeAsync("step ");
            await Task.Delay(random.Next(0, 400));
            await program.SignalAsync(i == 0 ? "KILL" : "INT");
            await program.EndAsync();
            var record = Cli.RecordOf(temp["run"]);
            Assert.Contains(record.Status, (RunStatus[])[RunStatus.Running, RunStatus.Stopped, RunStatus.Finished]);
            Assert.NotEmpty(HistoryReader.Read(Path.Combine(temp["run"], RunFiles.History)));
        }

        using (var program = TestProgram.Start(temp.Root, 0, "resume", "run", "--quiet"))
        {
            var said = await program.EndAsync();
            Assert.True(said.Code == 0, said.Errors);
        }

        using (var program = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--out", "whole", "--steps", "3000", "--quiet"))
        {
            Assert.Equal(0, (await program.EndAsync()).Code);
        }

        Assert.Equal(Cli.RecordOf(temp["whole"]).ValidationLoss, Cli.RecordOf(temp["run"]).ValidationLoss);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(temp["whole"], RunFiles.Model)), await File.ReadAllBytesAsync(Path.Combine(temp["run"], RunFiles.Model)));
    }

    [Fact]
    public async Task Two_processes_on_one_folder_are_one_too_many()
    {
        using var temp = new TempFolder();
        using var first = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--out", "run", "--steps", "100000000", "--set", "ReportEvery=20");
        await first.SeeAsync("step ");
        using var second = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--out", "run", "--resume");
        var refused = await second.EndAsync();
        Assert.Equal(1, refused.Code);
        Assert.StartsWith("error: The run folder 'run' is in use by another process.", refused.Errors, StringComparison.Ordinal);
        await first.SignalAsync("INT");
        Assert.Equal(130, (await first.EndAsync()).Code);
    }

    [Fact]
    public async Task Without_a_name_the_folder_is_named_after_experiment_and_time()
    {
        using var temp = new TempFolder();
        using var program = TestProgram.Start(temp.Root, 0, "run", "TuneBlobs", "--steps", "10");
        Assert.Equal(0, (await program.EndAsync()).Code);
        var folder = Assert.Single(Directory.GetDirectories(temp["runs"]));
        Assert.Matches(@"^TuneBlobs-\d{8}-\d{6}$", Path.GetFileName(folder));
    }
}
