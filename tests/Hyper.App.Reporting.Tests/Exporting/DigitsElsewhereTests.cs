using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.App.Reporting.Tests.Python;

namespace Hyper.App.Reporting.Tests.Exporting;

/// <summary>The digits program, its model, its rows and its trials, in the hands of programs that know nothing of HyperDsl.</summary>
public sealed class DigitsElsewhereTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hyper-digits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void PyTorchReproducesTheTestLossOfTheRun()
    {
        SystemPython.Require("torch");
        var run = In("run");
        DigitsProgram.Run("run", "TuneDigits", "--steps", "300", "--out", run, "--quiet", "--no-report");
        DigitsProgram.Run("export", run, "--format", "rows", "--out", In("test.safetensors"));
        DigitsProgram.Run("export", run, "--format", "rows", "--split", "validation", "--out", In("validation.safetensors"));
        var record = RunFolderReader.Read(run).Run;
        foreach (var format in (string[])["safetensors", "pt"])
        {
            var weights = In("weights." + format);
            DigitsProgram.Run("export", run, "--format", format, "--out", weights);
            Assert.Equal((397, record.TestLoss!.Value), LossOf(weights, In("test.safetensors")), AreClose);
            Assert.Equal((400, record.ValidationLoss!.Value), LossOf(weights, In("validation.safetensors")), AreClose);
        }
    }

    [SkippableFact]
    public void OptunaReadsTheStudyThatASearchLeaves()
    {
        SystemPython.Require("optuna");
        var run = In("search");
        DigitsProgram.Run("search", "SearchDigits", "--steps", "30", "--set", "Trials=5", "--out", run, "--quiet", "--no-report");
        using var read = JsonDocument.Parse(SystemPython.RunFile("study.py", Path.Combine(run, RunFiles.Study), "search"));
        var trials = RunFolderReader.Read(run).Trials.OrderBy(trial => trial.Specification.Trial).ToList();
        Assert.Equal(5, trials.Count);
        Assert.Equal(trials.Min(trial => trial.ValidationLoss!.Value), read.RootElement.GetProperty("best").GetDouble());
        Assert.All(trials.Zip(read.RootElement.GetProperty("trials").EnumerateArray(), (trial, found) => (trial, found)), pair =>
        {
            Assert.Equal("COMPLETE", pair.found.GetProperty("state").GetString());
            Assert.Equal(pair.trial.ValidationLoss, pair.found.GetProperty("value").GetDouble());
            Assert.Equal(pair.trial.Specification.Hyperparameters["Dropout"][0], pair.found.GetProperty("params").GetProperty("Dropout").GetDouble());
        });
        Assert.Equal([0, 0.9], read.RootElement.GetProperty("bounds").GetProperty("Dropout").EnumerateArray().Select(bound => bound.GetDouble()));
    }

    private static bool AreClose((int Rows, double Loss) one, (int Rows, double Loss) other) => one.Rows == other.Rows && Math.Abs(one.Loss - other.Loss) < 1e-5;

    private static (int Rows, double Loss) LossOf(string weights, string rows)
    {
        using var read = JsonDocument.Parse(SystemPython.RunFile("digits_loss.py", weights, rows));
        return (read.RootElement.GetProperty("rows").GetInt32(), read.RootElement.GetProperty("loss").GetDouble());
    }

    private string In(string name) => Path.Combine(folder, name);
}
