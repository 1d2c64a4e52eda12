using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.Runtime;

namespace Hyper.App.Reporting.Tests;

/// <summary>Run folders are read as far as they were written.</summary>
public sealed class RunFolderReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hyper-run-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EveryFileIsReadBack()
    {
        var run = RunFolderReader.Read(FakeRuns.Classes(folder));
        Assert.Equal("Samples.TuneDigits", run.Run.Experiment);
        Assert.Equal(80, run.History.Count);
        Assert.Equal(["Dropout", "WeightDecay", "LabelSmoothing", "InputNoise"], run.Hyperparameters.Keys);
        Assert.Equal(5, run.Responses["Dropout"].Retrained.Count);
        Assert.Equal(10, run.Evaluation!.Confusion!.Count);
        Assert.Equal(81, run.Trajectory!.Steps.Length);
        Assert.Equal(4, run.Trajectory.At(3).Length);
    }

    [Fact]
    public void WeightsAndTrialsAreReadBack()
    {
        Assert.Equal(["Hidden.weight", "Hidden.bias", "Middle.weight", "Middle.bias", "Output.weight", "Output.bias"], RunFolderReader.Read(FakeRuns.Numbers(Path.Combine(folder, "a"))).Weights.Select(slot => slot.Name));
        Assert.Equal(40, RunFolderReader.Read(FakeRuns.Search(Path.Combine(folder, "b"))).Trials.Count);
    }

    [Theory]
    [InlineData("{\"step\":2025,\"training_loss\":0.1")]
    [InlineData("{\"step\":2025,\"training_loss\":0.1\n")]
    public void ABrokenLastLineCountsAsNotWritten(string rest)
    {
        FakeRuns.Classes(folder);
        File.AppendAllText(Path.Combine(folder, "history.jsonl"), rest);
        Assert.Equal(80, RunFolderReader.Read(folder).History.Count);
    }

    [Fact]
    public void ABrokenLineInTheMiddleIsRefusedByItsNumber()
    {
        FakeRuns.Classes(folder);
        var path = Path.Combine(folder, "history.jsonl");
        var lines = File.ReadAllLines(path);
        lines[4] = lines[4][..20];
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        Assert.Contains("line 5 is damaged", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfTensorsIsReadWithAllChecks()
    {
        var path = Path.Combine(FakeRuns.Classes(folder), "trajectory.safetensors");
        var whole = File.ReadAllBytes(path);
        var file = new TensorFile(path);
        Assert.Contains("has no row 81", Assert.Throws<HyperDslException>(() => file.Numbers("unconstrained", 81)).Message, StringComparison.Ordinal);
        Assert.Contains("no tensor 'other'", Assert.Throws<HyperDslException>(() => file.Numbers("other")).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, whole[..^8]);
        Assert.Contains("It is cut short", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [.. whole, 0]);
        Assert.Contains("goes on behind its tensors", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [255, 255, 255, 255, 255, 255, 255, 127, .. whole[8..]]);
        Assert.Contains("it is no file of tensors, or it is damaged", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWithoutAVersionIsRefused()
    {
        File.WriteAllText(Path.Combine(folder, "run.json"), """{"experiment":"A.B","model":"A.C"}""");
        Assert.Contains("does not say which version", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANewerVersionAndAFolderOfNoRunAreRefused()
    {
        Assert.Contains("is no run folder", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "run.json"), """{"version":2,"what":"nobody knows"}""");
        Assert.Contains("is of version 2", Assert.Throws<HyperDslException>(() => RunFolderReader.Read(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoNumberIsNullInTheFileAndNoneHere()
    {
        FakeRuns.Classes(folder);
        File.WriteAllText(Path.Combine(folder, "hyperparameters.json"), """{"Dropout":{"scale":"Linear","per":"Scalar","min":0,"max":null,"initial":0.5,"tuned":null},"L2":{"scale":"Log","per":"Scalar","min":null,"max":1,"initial":0.1,"tuned":0.25}}""");
        var read = RunFolderReader.Read(folder).Hyperparameters;
        Assert.Equal(double.NaN, Assert.Single(read["Dropout"].Tuned));
        Assert.Equal(0.25, Assert.Single(read["L2"].Tuned));
    }

    [Fact]
    public void AReportOfARunThatHasJustBegunIsWritten()
    {
        FakeRuns.Json(folder, "run.json", new RunRecord { Experiment = "A.B", Model = "A.C", Status = RunStatus.Running });
        var path = Path.Combine(folder, "report.html");
        RunReport.Write([folder], path);
        var page = File.ReadAllText(path);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);

        // Whoever passes the page on passes the libraries on: with their licences.
        Assert.Contains("Copyright 2010-2026 Mike Bostock\n\nPermission to use", page, StringComparison.Ordinal);
        Assert.Contains("Copyright 2020-2025 Observable, Inc.\n\nPermission to use", page, StringComparison.Ordinal);
        Assert.Contains("none was named", Assert.Throws<HyperDslException>(() => RunReport.Write([], path)).Message, StringComparison.Ordinal);
    }
}
