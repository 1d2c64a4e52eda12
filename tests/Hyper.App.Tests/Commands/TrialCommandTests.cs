using Hyper.App.Records;
using Hyper.App.Tests.Models;
using Hyper.App.Tests.Support;

namespace Hyper.App.Tests.Commands;

public sealed class TrialCommandTests
{
    [Fact]
    public async Task A_trials_specification_comes_back_as_its_record()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], Specification(rate: 1e-2).ToJson());
        var said = await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        Assert.Equal("", said.Output);
        var record = TrialRecord.FromJson(await File.ReadAllTextAsync(temp["record.json"]));
        Assert.Equal(TrialStatus.Completed, record.Status);
        using var data = TestData.Load(new DataRequest { Experiment = Hyper.Runtime.Runs.ExperimentCatalog.Find("SearchBlobs"), Settings = SearchBlobs.Settings, Seed = 3 });
        Assert.Equal((await SearchBlobs.TrialAsync(Specification(rate: 1e-2), data)).ValidationLoss, record.ValidationLoss);
        Assert.Equal(["record.json", "spec.json"], Directory.GetFileSystemEntries(temp.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_trial_that_fails_has_a_record_that_says_so()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], Specification(rate: 1e30).ToJson());
        await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        var record = TrialRecord.FromJson(await File.ReadAllTextAsync(temp["record.json"]));
        Assert.Equal(TrialStatus.Failed, record.Status);
        Assert.NotNull(record.Failure);
    }

    [Fact]
    public async Task A_runs_specification_comes_back_as_its_record()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], """
            { "version": 1, "experiment": "TuneBlobs", "seed": 4, "settings": { "Steps": 60, "LearningRate": 2e-2 }, "start": { "Decay": [1e-3] } }
            """);
        await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        var record = RecordFile.Read<RunRecord>(temp["record.json"], RunRecord.CurrentVersion);
        Assert.Equal(RunStatus.Finished, record.Status);
        Assert.Equal(60, record.Settings["Steps"].GetInt32());
        Assert.Equal(1e-3, record.Start!["Decay"][0]);
        Assert.NotNull(record.ValidationLoss);

        // The same in a folder has the same numbers.
        await Cli.DoAsync("run", "--config", temp["spec.json"], "--out", temp["run"], "--quiet");
        Assert.Equal(record.ValidationLoss, Cli.RecordOf(temp["run"]).ValidationLoss);
    }

    [Fact]
    public async Task A_run_that_diverges_has_a_record_that_says_so()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], """{ "version": 1, "experiment": "TuneBlobs", "settings": { "LearningRate": 1e30, "Keep": "Last" } }""");
        await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        var record = RecordFile.Read<RunRecord>(temp["record.json"], RunRecord.CurrentVersion);
        Assert.Equal(RunStatus.Failed, record.Status);
        Assert.StartsWith("The run diverged", record.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_interrupted_has_no_record(bool isOfSearch)
    {
        using var temp = new TempFolder();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await File.WriteAllTextAsync(temp["spec.json"], isOfSearch ? Specification(rate: 1e-2).ToJson() : """{ "version": 1, "experiment": "TuneBlobs" }""");
        var said = await Cli.RunAsync(options => options with { Stop = stop.Token }, "trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        Assert.Equal(130, said.Code);
        Assert.False(File.Exists(temp["record.json"]));
    }

    [Theory]
    [InlineData("[1]", "has no object")]
    [InlineData("{", "is no JSON")]
    [InlineData("""{ "version": 9, "experiment": "TuneBlobs" }""", "is of version 9 of the format")]
    [InlineData("""{ "experiment": "TuneBlobs" }""", "does not say which version")]
    [InlineData("""{ "version": 1 }""", "is not as this program writes it")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "settings": { "Step": 1 } }""", "Is Steps meant?")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "settings": { "Steps": "x" } }""", "Steps is \"x\"; a whole number is expected.")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "start": { "Decoy": [1] } }""", "The start has values of 'Decoy'")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "start": { "Decay": [1, 2] } }""", "The start has 2 values of Decay")]
    [InlineData("""{ "experiment": "TuneBlobs", "hyperparameters": {}, "settings": {} }""", "is no search")]
    [InlineData("""{ "experiment": "SearchBlobs", "hyperparameters": {}, "settings": {} }""", "values of Decay")]
    public async Task What_is_no_specification_is_refused_in_a_line(string text, string expected)
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], text);
        var said = await Cli.RunAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        Assert.Equal(1, said.Code);
        Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(temp["record.json"]));
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_is_found_out_before_the_work()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], Specification(rate: 1e-2).ToJson());
        var said = await Cli.RunAsync("trial", "--spec", temp["spec.json"], "--out", Path.Combine(temp["nowhere"], "record.json"), "--data", TestData.Missing);
        Assert.Equal(1, said.Code);
        Assert.Contains("There is no directory", said.Errors, StringComparison.Ordinal);
    }

    private static TrialSpecification Specification(double rate) => new()
    {
        Experiment = "SearchBlobs",
        Hyperparameters = new Dictionary<string, IReadOnlyList<double>> { ["Decay"] = [1e-3], ["Dropout"] = [0.2] },
        Settings = SearchBlobs.Settings with { LearningRate = rate },
    };
}
