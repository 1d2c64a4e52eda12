using Hyper.App.Records;
using Hyper.App.Records.Units;
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

    [Fact]
    public async Task A_trials_record_says_where_it_was_trained_and_its_model_goes_where_the_specification_says()
    {
        using var temp = new TempFolder();
        var rows = await RowsAsync(temp);
        await File.WriteAllTextAsync(temp["spec.json"], UnitFile.TextOf(
            Specification(rate: 1e-2) with { Model = temp["model.safetensors"] }, new UnitTerms { Rows = rows, Requires = new UnitNeeds { Processors = 2 } }));
        await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        var record = TrialRecord.FromJson(await File.ReadAllTextAsync(temp["record.json"]));
        Assert.Equal(rows, record.Provenance!.Rows);
        Assert.Superset(new HashSet<string> { "HyperDsl", ".NET", "TorchSharp", "libtorch" }, record.Provenance.Versions.Keys.ToHashSet());
        Assert.NotEmpty(record.Provenance.Machine["processor"]);
        using var model = Blobs.Load(temp["model.safetensors"]);
        using var data = TestData.Load(new DataRequest { Experiment = Hyper.Runtime.Runs.ExperimentCatalog.Find("SearchBlobs"), Settings = SearchBlobs.Settings, Seed = 3 });
        Assert.Equal(record.ValidationLoss!.Value, model.ValidationLoss(data.Validation), 6);
    }

    [Fact]
    public async Task A_fold_runs_on_its_own_rows()
    {
        using var temp = new TempFolder();
        var records = new List<RunRecord>();
        foreach (var index in (int[])[0, 1, 2])
        {
            await File.WriteAllTextAsync(temp["spec.json"], $$"""
                { "version": 1, "experiment": "TuneBlobs", "seed": 4, "settings": { "Steps": 60 }, "fold": { "index": {{index}}, "of": 3 } }
                """);
            await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
            records.Add(RecordFile.Read<RunRecord>(temp["record.json"], RunRecord.CurrentVersion));
        }

        Assert.All(records, record => Assert.Equal((UnitKind.Fold, 120L, 60L), (record.Kind, record.Data.Training, record.Data.Validation)));
        Assert.Equal([0, 1, 2], records.Select(record => record.Fold!.Index));
        Assert.Single(records.Select(record => record.Data.Fingerprint).Distinct());
        Assert.Equal(3, records.Select(record => record.ValidationLoss).Distinct().Count());

        // The same by hand.
        using var data = TestData.Load(new DataRequest { Experiment = Hyper.Runtime.Runs.ExperimentCatalog.Find("TuneBlobs"), Settings = TuneBlobs.Settings, Seed = 4 });
        var folds = data.Folds(3, 4);
        using var result = await TuneBlobs.RunAsync(folds[1], TuneBlobs.Settings with { Seed = 4, Steps = 60 });
        Assert.Equal(result.ValidationLoss, records[1].ValidationLoss);
        foreach (var fold in folds)
        {
            fold.Dispose();
        }
    }

    [Fact]
    public async Task A_refit_trains_on_training_and_validation_rows_at_the_start()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], $$"""
            { "version": 1, "kind": "refit", "experiment": "TuneBlobs", "seed": 4, "settings": { "Steps": 60 }, "start": { "Decay": [1e-3], "Dropout": [0.2] }, "model": "{{temp["model.safetensors"]}}" }
            """);
        await Cli.DoAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        var record = RecordFile.Read<RunRecord>(temp["record.json"], RunRecord.CurrentVersion);
        Assert.Equal((UnitKind.Refit, RunStatus.Finished), (record.Kind, record.Status));
        Assert.Equal(1e-3, record.Tuned!["Decay"][0], 12);

        using var data = TestData.Load(new DataRequest { Experiment = Hyper.Runtime.Runs.ExperimentCatalog.Find("TuneBlobs"), Settings = TuneBlobs.Settings, Seed = 4 });
        using var refit = await TuneBlobs.RefitAsync(new Blobs.Hyperparameters { Decay = 1e-3, Dropout = 0.2 }, data, TuneBlobs.Settings with { Seed = 4, Steps = 60 });
        Assert.Equal(refit.Model.ValidationLoss(data.Test!), record.TestLoss!.Value);
        using var model = Blobs.Load(temp["model.safetensors"]);
        Assert.Equal(record.TestLoss.Value, model.ValidationLoss(data.Test!), 6);
    }

    [Theory]
    [InlineData("trial")]
    [InlineData("run")]
    public async Task Rows_that_are_not_those_of_the_plan_are_refused_before_the_first_step(string kind)
    {
        using var temp = new TempFolder();
        var rows = await RowsAsync(temp);
        await File.WriteAllTextAsync(temp["spec.json"], kind == "trial"
            ? UnitFile.TextOf(Specification(rate: 1e-2), new UnitTerms { Rows = rows, Data = TestData.Other })
            : $$"""{ "version": 1, "experiment": "TuneBlobs", "seed": 3, "rows": "{{rows}}", "data": "{{TestData.Other}}" }""");
        var said = await Cli.RunAsync("trial", "--spec", temp["spec.json"], "--out", temp["record.json"]);
        Assert.Equal(1, said.Code);
        Assert.StartsWith($"error: The rows of '{TestData.Other}' have the fingerprint ", said.Errors, StringComparison.Ordinal);
        Assert.Contains(rows, said.Errors, StringComparison.Ordinal);
        Assert.Single(said.Errors.Trim().Split('\n'));
        Assert.False(File.Exists(temp["record.json"]));
    }

    [Fact]
    public async Task A_unit_that_a_folder_cannot_hold_is_refused_by_run()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], """{ "version": 1, "experiment": "TuneBlobs", "fold": { "index": 0, "of": 3 } }""");
        var said = await Cli.RunAsync("run", "--config", temp["spec.json"], "--out", temp["run"]);
        Assert.Equal(1, said.Code);
        Assert.Contains("use the command trial", said.Errors, StringComparison.Ordinal);
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
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "sede": 1 }""", "has a field 'sede' in the specification of a run, which nobody reads. Is 'seed' meant?")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "seed": 1, "seed": 2 }""", "has the field 'seed' twice")]
    [InlineData("""{ "experiment": "SearchBlobs", "hyperparameters": {}, "settings": { "step": 3 } }""", "has a field 'step' in 'settings', which nobody reads. Is 'steps' meant?")]
    [InlineData("""{ "experiment": "SearchBlobs", "hyperparameters": {}, "settings": {}, "requires": { "processor": 3 } }""", "Is 'processors' meant?")]
    [InlineData("""{ "experiment": "SearchBlobs", "hyperparameters": {}, "settings": {}, "requires": { "gpus": -1 } }""", "numbers from 0 are expected")]
    [InlineData("""{ "experiment": "SearchBlobs", "hyperparameters": {}, "settings": {}, "kind": "refit" }""", "take one of them out")]
    [InlineData("""{ "version": 1, "experiment": "SearchBlobs", "kind": "trial" }""", "has no 'hyperparameters'")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "kind": "refit" }""", "has no 'start'")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "kind": "fold" }""", "does not say which")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "kind": "run", "fold": { "index": 0, "of": 2 } }""", "take one of them out")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "fold": { "index": 2, "of": 2 } }""", "has fold 2 of 2")]
    [InlineData("""{ "version": 1, "experiment": "TuneBlobs", "model": "/nowhere/model" }""", "There is no directory '/nowhere'")]
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

    // The fingerprint that a planner has: that of its own search.
    private static async Task<string> RowsAsync(TempFolder temp)
    {
        await Cli.DoAsync("search", "SearchBlobs", "--set", "Trials=1", "--out", temp["planned"], "--quiet");
        return Cli.RecordOf(temp["planned"]).Data.Fingerprint!;
    }

    private static TrialSpecification Specification(double rate) => new()
    {
        Experiment = "SearchBlobs",
        Hyperparameters = new Dictionary<string, IReadOnlyList<double>> { ["Decay"] = [1e-3], ["Dropout"] = [0.2] },
        Settings = SearchBlobs.Settings with { LearningRate = rate },
    };
}
