using System.Globalization;
using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Tests.Models;
using Hyper.App.Tests.Support;
using Hyper.Runtime.Files;

namespace Hyper.App.Tests.Commands;

public sealed class RunCommandTests
{
    [Fact]
    public async Task A_run_leaves_a_folder_with_all_that_came_out()
    {
        using var temp = new TempFolder();
        var folder = temp["run"];
        var said = await Cli.DoAsync("run", "TuneBlobs", "--out", folder, "--name", "first", "--set", "LearningRate=2e-2", "--seed", "5");
        var record = Cli.RecordOf(folder);
        Assert.Equal(RunStatus.Finished, record.Status);
        Assert.Equal(("first", 5, "cpu"), (record.Name, record.Seed, record.Device));
        Assert.Equal(0.02, record.Settings["LearningRate"].GetDouble());
        Assert.Equal("Cosine", record.Settings["Schedule"].GetString());
        Assert.Equal((120L, 60L, 60L), (record.Data.Training, record.Data.Validation, record.Data.Test));
        Assert.Equal(64, record.Data.Fingerprint!.Length);
        Assert.True(record.Ended >= record.Started);
        Assert.Contains("Accuracy", record.Metrics.Keys);
        Assert.Contains(FormattableString.Invariant($"validation loss {record.ValidationLoss:F4}, test loss {record.TestLoss:F4}"), said.Output, StringComparison.Ordinal);

        // The model in the folder is the one that was measured.
        using (var model = Blobs.Load(Path.Combine(folder, RunFiles.Model)))
        using (var data = TestData.Load(new DataRequest { Experiment = Hyper.Runtime.Runs.ExperimentCatalog.Find("TuneBlobs"), Settings = TuneBlobs.Settings, Seed = 5 }))
        {
            Assert.Equal(record.ValidationLoss!.Value, model.ValidationLoss(data.Validation), 6);
            Assert.Equal(record.TestLoss!.Value, model.ValidationLoss(data.Test!), 6);
        }

        var history = HistoryReader.Read(Path.Combine(folder, RunFiles.History));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => 2 * i), history.Select(line => line.Step));
        Assert.Equal(["Decay", "Dropout"], history[^1].Hyperparameters.Keys);
        Assert.Contains(history, line => line.Health is not null);
        Assert.Contains(history, line => line.SplitLoss is not null && line.Metrics!.ContainsKey("Accuracy"));

        var hyperparameters = RecordFile.Read<Dictionary<string, HyperparameterRecord>>(Path.Combine(folder, RunFiles.Hyperparameters));
        Assert.Equal(("Log", 1e-2, 1), (hyperparameters["Decay"].Scale, hyperparameters["Decay"].Initial, hyperparameters["Decay"].Tuned.Count));
        Assert.Equal((0.0, 0.9), (hyperparameters["Dropout"].Min!.Value, hyperparameters["Dropout"].Max!.Value));

        var responses = RecordFile.Read<Dictionary<string, ResponseCurve>>(Path.Combine(folder, RunFiles.Responses));
        foreach (var (name, curve) in responses)
        {
            Assert.Equal(41, curve.Values.Count);
            Assert.Equal(curve.Values.Order(), curve.Values);
            Assert.Equal(hyperparameters[name].Tuned[0], curve.Tuned);
            Assert.Equal(curve.Tuned, curve.Values[20]);
            Assert.Equal(record.ValidationLoss.Value, curve.Losses[20]!.Value, 5);
        }

        var evaluation = RecordFile.Read<Evaluation>(Path.Combine(folder, RunFiles.Evaluation));
        Assert.Equal(("test", "classes"), (evaluation.Split, evaluation.Task));
        Assert.Equal(60, evaluation.Confusion!.Sum(row => row.Sum()));
        Assert.Equal(record.Metrics["Accuracy"], evaluation.Confusion!.Select((row, i) => row[i]).Sum() / 60.0, 5);

        using var file = TensorFileReader.Open(Path.Combine(folder, RunFiles.Trajectory));
        Assert.True(File.Exists(Path.Combine(folder, RunFiles.Response)));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, RunFiles.Checkpoints), "step-*.safetensors"));
    }

    [Fact]
    public async Task What_config_json_says_runs_to_the_same_bits()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["one"], "--steps", "100", "--seed", "9", "--set", "LearningRate=0.012345678901234567", "Schedule=Constant", "--quiet");
        await Cli.DoAsync("run", "--config", Path.Combine(temp["one"], RunFiles.Configuration), "--out", temp["two"], "--quiet");
        foreach (var file in (string[])[RunFiles.Model, RunFiles.Response, RunFiles.Hyperparameters, RunFiles.Responses, RunFiles.Trajectory, RunFiles.Evaluation, RunFiles.Configuration])
        {
            Assert.True(File.ReadAllBytes(Path.Combine(temp["one"], file)).SequenceEqual(File.ReadAllBytes(Path.Combine(temp["two"], file))), file);
        }

        Assert.Equal(Cli.RecordOf(temp["one"]).ValidationLoss, Cli.RecordOf(temp["two"]).ValidationLoss);

        // What stands beside the file counts for more.
        await Cli.DoAsync("run", "--config", Path.Combine(temp["one"], RunFiles.Configuration), "--out", temp["three"], "--seed", "10", "--quiet");
        Assert.Equal(10, Cli.RecordOf(temp["three"]).Seed);
    }

    [Fact]
    public async Task A_warm_up_keeps_its_share_of_the_steps()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "50", "--quiet");
        Assert.Equal(5, Cli.RecordOf(temp["run"]).Settings["WarmupSteps"].GetInt32());
    }

    [Fact]
    public async Task Json_writes_the_record_and_nothing_else()
    {
        using var temp = new TempFolder();
        var said = await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "40", "--json");
        var record = JsonSerializer.Deserialize<RunRecord>(said.Output, RecordFormat.Whole)!;
        Assert.Equal(Cli.RecordOf(temp["run"]).ValidationLoss, record.ValidationLoss);
    }

    [Fact]
    public async Task Quiet_says_nothing()
    {
        using var temp = new TempFolder();
        var said = await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "40", "--quiet");
        Assert.Equal(("", ""), (said.Output, said.Errors));
    }

    [Fact]
    public async Task Without_a_terminal_there_are_plain_lines()
    {
        using var temp = new TempFolder();
        var said = await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"]);
        var lines = said.Output.Split('\n').Where(line => line.StartsWith("step ", StringComparison.Ordinal)).ToList();
        Assert.InRange(lines.Count, 10, 12);
        Assert.Matches(@"^step 200 of 200, training loss \d+\.\d{4}, validation loss \d+\.\d{4}(, Accuracy \d\.\d{4})?, \d+\.\d s$", lines[^1]);
        Assert.DoesNotContain('\u001b', said.Output);
    }

    [Fact]
    public async Task Retrained_points_lie_on_the_curves()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "40", "--retrain", "3", "--quiet");
        var responses = RecordFile.Read<Dictionary<string, ResponseCurve>>(Path.Combine(temp["run"], RunFiles.Responses));
        Assert.All(responses.Values, curve =>
        {
            Assert.Equal(3, curve.Retrained.Count);
            Assert.Equal(curve.Tuned, curve.Retrained[1].Value);
        });
    }

    [Fact]
    public async Task Without_test_rows_the_validation_rows_are_looked_at()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "40", "--data", TestData.NoTest, "--quiet");
        var record = Cli.RecordOf(temp["run"]);
        Assert.Null(record.TestLoss);
        Assert.Equal((TestData.NoTest, 0L), (record.Data.Source, record.Data.Test));
        Assert.Equal("validation", RecordFile.Read<Evaluation>(Path.Combine(temp["run"], RunFiles.Evaluation)).Split);
    }

    [Fact]
    public async Task A_refit_has_a_file_of_its_own()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "40", "--set", "Refit=true", "--quiet");
        Assert.True(File.Exists(Path.Combine(temp["run"], RunFiles.Final)));
    }

    [Fact]
    public async Task A_search_keeps_its_trials_and_goes_on_from_them()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("search", "SearchBlobs", "--out", temp["whole"], "--quiet");
        Assert.Equal(1 + 4, File.ReadAllLines(Path.Combine(temp["whole"], RunFiles.Trials)).Length);
        Assert.Equal(4, HistoryReader.Read(Path.Combine(temp["whole"], RunFiles.History)).Count);
        Assert.False(File.Exists(Path.Combine(temp["whole"], RunFiles.Responses)));
        Assert.Equal((4, 4), StudyFile.TrialsOf(Path.Combine(temp["whole"], RunFiles.Study)));

        await Cli.DoAsync("search", "SearchBlobs", "--out", temp["part"], "--set", "Trials=2", "--quiet");
        Assert.Equal((2, 2), StudyFile.TrialsOf(Path.Combine(temp["part"], RunFiles.Study)));
        await Cli.DoAsync("search", "SearchBlobs", "--out", temp["part"], "--resume", "--quiet");
        Assert.Equal(Cli.RecordOf(temp["whole"]).ValidationLoss, Cli.RecordOf(temp["part"]).ValidationLoss);
        Assert.Equal(File.ReadAllBytes(Path.Combine(temp["whole"], RunFiles.Model)), File.ReadAllBytes(Path.Combine(temp["part"], RunFiles.Model)));
        Assert.Equal([1, 2, 3, 4], HistoryReader.Read(Path.Combine(temp["part"], RunFiles.History)).Select(line => line.Step));
        Assert.Equal((4, 4), StudyFile.TrialsOf(Path.Combine(temp["part"], RunFiles.Study)));
    }

    [Fact]
    public async Task A_study_that_cannot_be_written_is_a_warning()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("search", "SearchBlobs", "--out", temp["run"], "--set", "Trials=2", "--quiet", "--no-report");
        File.Delete(Path.Combine(temp["run"], RunFiles.Study));
        Directory.CreateDirectory(Path.Combine(temp["run"], RunFiles.Study, "in the way"));
        var said = await Cli.DoAsync("search", "SearchBlobs", "--out", temp["run"], "--resume", "--no-report");
        Assert.Contains("There is no study in the folder", said.Errors, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Finished, Cli.RecordOf(temp["run"]).Status);
        Assert.Contains(Cli.RecordOf(temp["run"]).Warnings, warning => warning.StartsWith("There is no study", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_culture_with_commas_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            using var temp = new TempFolder();
            var said = await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--set", "LearningRate=0.5");
            Assert.Contains("training loss 0.", said.Output.Replace("loss 1.", "loss 0.", StringComparison.Ordinal).Replace("loss 2.", "loss 0.", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(0.5, Cli.RecordOf(temp["run"]).Settings["LearningRate"].GetDouble());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
