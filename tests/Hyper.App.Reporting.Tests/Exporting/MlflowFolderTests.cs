using System.Text.RegularExpressions;
using Hyper.App.Exporting;
using Hyper.App.Records.Reading;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.App.Reporting.Tests.Python;
using Hyper.Runtime;

namespace Hyper.App.Reporting.Tests.Exporting;

/// <summary>A run in the layout that MLflow's file store documents.</summary>
public sealed partial class MlflowFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hyper-mlflow-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryPartIsAtItsPlace()
    {
        var (run, place) = Write("run");
        var read = RunFolderReader.Read(run);
        Assert.Matches(Id(), Path.GetFileName(place));
        Assert.Equal(["artifacts", "meta.yaml", "metrics", "params", "tags"], Directory.GetFileSystemEntries(place).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("Samples.TuneDigits", File.ReadAllText(Path.Combine(place, "tags", "hyperdsl.experiment")));

        // Each line is milliseconds, a value and a step; the last report of the run is the last line.
        var lines = File.ReadAllLines(Path.Combine(place, "metrics", "training_loss"));
        var losses = read.History.Where(line => line.TrainingLoss is not null).ToList();
        Assert.Equal(losses.Select(line => (line.TrainingLoss!.Value, line.Step)), lines.Select(line => line.Split(' ')).Select(parts =>
            (double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture))));
        Assert.All(lines, line => Assert.InRange(long.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), read.Run.Started.ToUnixTimeMilliseconds(), read.Run.Started.AddDays(1).ToUnixTimeMilliseconds()));
        Assert.EndsWith($" 0.1234 {read.History[^1].Step}\n", File.ReadAllText(Path.Combine(place, "metrics", "final.validation_loss")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(place, "params", "tuned.Dropout")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "run.json")), File.ReadAllBytes(Path.Combine(place, "artifacts", "run.json")));
    }

    [Fact]
    public void ASecondRunStandsBesideAndTheSameRunTakesItsPlace()
    {
        var (run, place) = Write("a");
        var (_, other) = Write("b");
        Assert.Equal(Path.GetDirectoryName(place), Path.GetDirectoryName(other));
        File.WriteAllText(Path.Combine(place, "metrics", "old"), "0 0 0\n");
        MlflowFolder.Write(run, Path.Combine(folder, "mlruns"));
        Assert.False(File.Exists(Path.Combine(place, "metrics", "old")));
        Assert.Equal(3, Directory.GetFileSystemEntries(Path.GetDirectoryName(place)!).Length);
    }

    [SkippableFact]
    public void TheTextsAreYaml()
    {
        SystemPython.Require("yaml");
        var (_, place) = Write("a \"run\": é # 1");
        var answer = SystemPython.Run("""
            import os, sys, yaml
            meta = yaml.safe_load(open(sys.argv[1] + "/meta.yaml"))
            experiment = yaml.safe_load(open(os.path.dirname(sys.argv[1]) + "/meta.yaml"))
            assert meta["run_id"] == meta["run_uuid"] == os.path.basename(sys.argv[1])
            assert meta["experiment_id"] == experiment["experiment_id"] == os.path.basename(os.path.dirname(sys.argv[1]))
            assert meta["run_name"] == sys.argv[2], meta["run_name"]
            assert (meta["status"], meta["source_type"], meta["tags"], meta["lifecycle_stage"]) == (3, 4, [], "active"), meta
            assert isinstance(meta["start_time"], int) and meta["end_time"] >= meta["start_time"]
            assert meta["artifact_uri"].startswith("file:///") and experiment["name"] == "Samples.TuneDigits"
            print("read")
            """, place, "a \"run\": é # 1");
        Assert.Equal("read", answer.Trim());
    }

    [SkippableFact]
    public void MlflowReadsTheRun()
    {
        SystemPython.Require("mlflow");
        var (run, place) = Write("run");
        var answer = SystemPython.Run("""
            import sys
            from mlflow.tracking import MlflowClient
            client = MlflowClient("file://" + sys.argv[1])
            run = client.get_run(sys.argv[2])
            print(run.info.status, len(client.get_metric_history(sys.argv[2], "training_loss")), run.data.metrics["final.validation_loss"])
            """, Path.Combine(folder, "mlruns"), Path.GetFileName(place));
        Assert.Equal($"FINISHED {RunFolderReader.Read(run).History.Count(line => line.TrainingLoss is not null)} 0.1234", answer.Trim());
    }

    [Fact]
    public void WhatIsNoRunLeavesNothing()
    {
        Assert.Throws<HyperDslException>(() => MlflowFolder.Write(folder, Path.Combine(folder, "mlruns")));
        Assert.False(Directory.Exists(Path.Combine(folder, "mlruns")));
    }

    private (string Run, string Place) Write(string name)
    {
        var run = FakeRuns.Classes(Path.Combine(folder, name));
        var experiments = Path.Combine(folder, "mlruns");
        var before = Directory.Exists(experiments) ? Directory.GetDirectories(experiments, "*", SearchOption.AllDirectories) : [];
        MlflowFolder.Write(run, experiments);
        return (run, Assert.Single(Directory.GetDirectories(Assert.Single(Directory.GetDirectories(experiments))).Except(before)));
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Id();
}
