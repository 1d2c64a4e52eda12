using System.CommandLine;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.Runtime;

namespace Hyper.App.Reporting.Tests;

/// <summary>The commands do what the library does, and say what they have written.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hyper-commands-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AReportGoesIntoTheFolderOfItsRunOrWhereItIsAskedFor()
    {
        var run = FakeRuns.Numbers(Path.Combine(folder, "run"));
        Assert.Equal($"{Path.Combine(run, "report.html")} is written.\n", Run("report", run));
        Assert.True(File.Exists(Path.Combine(run, "report.html")));
        Run("report", run, FakeRuns.Classes(Path.Combine(folder, "other")), "--out", Path.Combine(folder, "both.html"));
        Assert.True(File.Exists(Path.Combine(folder, "both.html")));
    }

    [Fact]
    public void AGraphAStudyAndAnExportAreWritten()
    {
        Run("graph", typeof(TuneSeries).FullName!, "--out", Path.Combine(folder, "graph.svg"));
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "graph.svg")), StringComparison.Ordinal);
        var search = FakeRuns.Search(Path.Combine(folder, "search"));
        Run("study", search, "--out", Path.Combine(folder, "study.db"));
        Assert.StartsWith("SQLite format 3", File.ReadAllText(Path.Combine(folder, "study.db")), StringComparison.Ordinal);
        var numbers = FakeRuns.Numbers(Path.Combine(folder, "numbers"));
        Run("export", numbers, "--format", "tensorboard", "--out", Path.Combine(folder, "events"));
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "events")));
        Run("export", numbers, "--out", Path.Combine(folder, "weights.safetensors"));
        Assert.Equal(6, new Records.Reading.TensorFile(Path.Combine(folder, "weights.safetensors")).Tensors.Count());
    }

    [Fact]
    public void WhatIsWrongIsLeftToWhoeverInvokes()
    {
        Assert.Throws<HyperDslException>(() => Run("report", folder));
        Assert.NotEmpty(new RootCommand { Subcommands = { ReportCommands.OfRuns(TextWriter.Null).First() } }.Parse(["report"]).Errors);
    }

    private static string Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var root = new RootCommand();
        foreach (var command in (Command[])[.. ReportCommands.OfRuns(output), ReportCommands.Graph(output), ExportCommand.Create(output, _ => throw new HyperDslException("No rows are asked for."))])
        {
            root.Add(command);
        }

        Assert.Equal(0, root.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        return output.ToString();
    }
}
