using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Tests.Support;
using RunFolder = Hyper.App.Running.RunFolder;

namespace Hyper.App.Tests.Running;

public sealed class RobustnessTests
{
    [Fact]
    public async Task A_folder_that_is_not_empty_is_refused()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        var before = await File.ReadAllBytesAsync(Path.Combine(temp["run"], RunFiles.Run));
        await RefusedAsync("is not empty", "run", "TuneBlobs", "--out", temp["run"]);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(temp["run"], RunFiles.Run)));
    }

    [Fact]
    public async Task A_folder_of_something_else_is_refused_even_to_go_on_in()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["letter.txt"], "");
        await RefusedAsync("it is no run folder", "run", "TuneBlobs", "--out", temp.Root, "--resume");
        await RefusedAsync("config.json", "resume", temp.Root);
        await RefusedAsync("There is no folder", "resume", temp["nowhere"]);
    }

    [Fact]
    public async Task A_folder_of_another_experiment_is_refused()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("search", "SearchBlobs", "--out", temp["run"], "--steps", "5", "--quiet");
        await RefusedAsync("has a run of Hyper.App.Tests.Models.SearchBlobs", "run", "TuneBlobs", "--out", temp["run"], "--resume");
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_said()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["file"], "");
        await RefusedAsync("cannot be used", "run", "TuneBlobs", "--out", temp["file"]);
        await RefusedAsync("cannot be used", "run", "TuneBlobs", "--out", Path.Combine(temp["file"], "below"));
    }

    [Fact]
    public async Task Two_at_one_folder_are_one_too_many()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        using (RunFolder.Open(temp["run"], resume: true))
        {
            await RefusedAsync("is in use by another process", "resume", temp["run"]);
        }

        await Cli.DoAsync("resume", temp["run"], "--quiet");
    }

    [Fact]
    public async Task Rows_that_cannot_be_had_leave_no_folder()
    {
        using var temp = new TempFolder();
        await RefusedAsync("There is no source named 'missing'.", "run", "TuneBlobs", "--out", temp["run"], "--data", TestData.Missing);
        Assert.False(Directory.Exists(temp["run"]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_at_the_end_is_said_and_the_run_can_be_taken_up()
    {
        using var temp = new TempFolder();
        var model = Path.Combine(temp["run"], RunFiles.Model);
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        var expected = await File.ReadAllBytesAsync(model);
        File.Delete(model);
        Directory.CreateDirectory(model);
        await RefusedAsync("cannot be written", "resume", temp["run"], "--quiet");
        var record = Cli.RecordOf(temp["run"]);
        Assert.Equal(RunStatus.Failed, record.Status);
        Assert.Contains("cannot be written", record.Failure, StringComparison.Ordinal);

        Directory.Delete(model);
        await Cli.DoAsync("resume", temp["run"], "--quiet");
        Assert.Equal(RunStatus.Finished, Cli.RecordOf(temp["run"]).Status);
        Assert.Equal(expected, await File.ReadAllBytesAsync(model));
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_is_one_line()
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(Path.Combine(temp["run"], RunFiles.Run));
        await RefusedAsync("is not empty", "run", "TuneBlobs", "--out", temp["run"]);
    }

    [Fact]
    public async Task A_newer_version_is_refused()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        var path = Path.Combine(temp["run"], RunFiles.Run);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        foreach (var command in (string[][])[["resume", temp["run"]], ["compare", temp["run"]], ["predict", temp["run"], "--data", "x", "--out", temp["y"]]])
        {
            await RefusedAsync("is of version 2 of the format; this program reads up to 1", command);
        }
    }

    [Fact]
    public async Task A_file_of_another_experiment_is_refused()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["config.json"], """{ "version": 1, "experiment": "TuneSlowBlobs" }""");
        var said = await Cli.RunAsync("run", "TuneBlobs", "--config", temp["config.json"], "--out", temp["run"]);
        Assert.Equal(2, said.Code);
        Assert.Contains("--config has a run of TuneSlowBlobs", said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_the_programs_own_is_in_the_record_with_its_kind()
    {
        using var temp = new TempFolder();
        var said = await Cli.RunAsync(options => options with { Data = _ => throw new InvalidOperationException("no such thing") }, "run", "TuneBlobs", "--out", temp["run"]);
        Assert.Equal(1, said.Code);
        Assert.StartsWith("error: InvalidOperationException: no such thing", said.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(temp["run"]));

        said = await Cli.RunAsync("run", "TuneBlobs", "--out", temp["diverged"], "--set", "LearningRate=1e30", "Keep=Last", "--quiet");
        Assert.Equal(1, said.Code);
        Assert.StartsWith("error: The run diverged", said.Errors, StringComparison.Ordinal);
        var record = Cli.RecordOf(temp["diverged"]);
        Assert.Equal(RunStatus.Failed, record.Status);
        Assert.StartsWith("The run diverged", record.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_goes_back_ends_no_run_before_its_start()
    {
        using var temp = new TempFolder();
        var clock = new BackwardClock();
        var said = await Cli.RunAsync(options => options with { Clock = clock }, "run", "TuneBlobs", "--out", temp["run"], "--steps", "20");
        Assert.Equal(0, said.Code);
        var record = Cli.RecordOf(temp["run"]);
        Assert.Equal(record.Started, record.Ended);
        Assert.True(record.Seconds > 0);
    }

    [Fact]
    public void A_second_run_of_the_same_second_has_a_folder_of_its_own()
    {
        using var temp = new TempFolder();
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        using var one = RunFolder.Create("My.Experiment", now, temp.Root);
        using var two = RunFolder.Create("My.Experiment", now, temp.Root);
        Assert.Equal([temp["Experiment-20260102-030405"], temp["Experiment-20260102-030405-2"]], [one.Path, two.Path]);
    }

    [Fact]
    public async Task A_stopped_run_has_a_result_and_goes_on()
    {
        using var temp = new TempFolder();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var said = await Cli.RunAsync(options => options with { Stop = stop.Token }, "run", "TuneBlobs", "--out", temp["run"]);
        Assert.Equal(130, said.Code);
        var record = Cli.RecordOf(temp["run"]);
        Assert.Equal((RunStatus.Stopped, "Stopped"), (record.Status, record.Ending));
        Assert.True(File.Exists(Path.Combine(temp["run"], RunFiles.Model)));

        await Cli.DoAsync("resume", temp["run"], "--quiet");
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["whole"], "--quiet");
        Assert.Equal(RunStatus.Finished, Cli.RecordOf(temp["run"]).Status);
        Assert.Equal(Cli.RecordOf(temp["run"]).ValidationLoss, Cli.RecordOf(temp["whole"]).ValidationLoss);
        Assert.Equal(
            HistoryReader.Read(Path.Combine(temp["whole"], RunFiles.History)).Select(line => line.TrainingLoss),
            HistoryReader.Read(Path.Combine(temp["run"], RunFiles.History)).Where(line => line.Step % 2 == 0).Select(line => line.TrainingLoss));
    }

    private static async Task RefusedAsync(string expected, params string[] arguments)
    {
        var said = await Cli.RunAsync(arguments);
        Assert.Equal(1, said.Code);
        Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
        Assert.Single(said.Errors.Trim().Split('\n'));
    }

    private sealed class BackwardClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now -= TimeSpan.FromHours(1);
    }
}
