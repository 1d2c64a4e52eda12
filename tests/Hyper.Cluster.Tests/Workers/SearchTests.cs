using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Tests.Support;

namespace Hyper.Cluster.Tests.Workers;

/// <summary>A search comes to the same bytes, whoever trains its trials.</summary>
public sealed class SearchTests
{
    private static readonly string[] search = ["search", "SearchBlobs", "--set", "Trials=12", "Steps=20", "--quiet", "--no-report"];

    [Fact]
    public async Task One_two_and_eight_workers_come_to_the_bytes_of_a_search_in_one_process()
    {
        using var temp = new TempFolder();
        var carrier = new HyperCluster { Runner = new InProcessRunner() };
        await Cli.DoAsync(carrier, [.. search, "--out", temp["alone"]]);
        foreach (var workers in (string[])["1", "2", "8"])
        {
            await Cli.DoAsync(carrier, [.. search, "--out", temp[workers], "--workers", workers]);
            SearchFolder.Same(temp["alone"], temp[workers]);
        }
    }

    [Fact]
    public async Task Workers_train_in_processes_of_their_own()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync(new HyperCluster(), "search", "SearchBlobs", "--quiet", "--no-report", "--out", temp["alone"]);
        await Cli.DoAsync(new HyperCluster { Program = TestProgram.Start }, "search", "SearchBlobs", "--quiet", "--no-report", "--out", temp["carried"], "--workers", "2");
        SearchFolder.Same(temp["alone"], temp["carried"]);
    }

    [Fact]
    public async Task A_search_that_was_interrupted_goes_on_with_workers()
    {
        using var temp = new TempFolder();
        var carrier = new HyperCluster { Runner = new InProcessRunner() };
        await Cli.DoAsync(carrier, [.. search, "--out", temp["alone"]]);

        // As a kill would have left it after five trials.
        Directory.CreateDirectory(temp["part"]);
        File.Copy(Path.Combine(temp["alone"], RunFiles.Run), Path.Combine(temp["part"], RunFiles.Run));
        await File.WriteAllLinesAsync(Path.Combine(temp["part"], RunFiles.Trials), File.ReadLines(Path.Combine(temp["alone"], RunFiles.Trials)).Take(1 + 5));
        await Cli.DoAsync(carrier, [.. search, "--out", temp["part"], "--resume", "--workers", "3"]);
        SearchFolder.Same(temp["alone"], temp["part"]);
    }

    [Fact]
    public async Task Rows_that_workers_have_otherwise_end_the_search_with_a_line()
    {
        using var temp = new TempFolder();
        var start = TestProgram.Start;
        await File.WriteAllTextAsync(temp["other.sh"], $"""
            #!/bin/sh
            exec {start.File} {string.Join(' ', start.Arguments)} "$@" --data {TestData.Other}
            """);
        var carrier = new HyperCluster { Program = start with { File = "/bin/sh", Arguments = [temp["other.sh"]] } };
        var said = await Cli.RunAsync(carrier, "search", "SearchBlobs", "--quiet", "--out", temp["run"], "--workers", "1");
        Assert.Equal(1, said.Code);
        Assert.Contains("Trial 0 cannot be trained: error: The rows of 'other' have the fingerprint ", said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_ways_at_once_are_refused()
    {
        using var temp = new TempFolder();
        var said = await Cli.RunAsync(new HyperCluster(), "search", "SearchBlobs", "--out", temp["run"], "--workers", "2", "--cluster", "127.0.0.1");
        Assert.Equal(1, said.Code);
        Assert.Contains("--workers and --cluster are both given", said.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Cli.RunAsync(new HyperCluster(), "search", "SearchBlobs", "--workers", "0")).Code);
    }

    [Fact]
    public async Task Needs_of_the_search_are_those_of_its_trials()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync(new HyperCluster(), "search", "SearchBlobs", "--set", "Trials=1", "--quiet", "--no-report", "--out", temp["first"]);
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(temp["first"], "config.json")));
        await File.WriteAllTextAsync(temp["needs.json"], config.RootElement.GetRawText().TrimEnd('}', '\n', ' ') + """, "requires": { "processors": 3, "gpus": 1 } }""");
        var runner = new Noting();
        await Cli.DoAsync(new HyperCluster { Runner = runner }, "search", "--config", temp["needs.json"], "--quiet", "--no-report", "--out", temp["second"], "--workers", "1");
        Assert.Equal(new Hyper.Cluster.Units.Resources(3, 0, 1), runner.Needs);
    }

    private sealed class Noting : Hyper.Cluster.Workers.IUnitRunner
    {
        private readonly InProcessRunner runner = new();

        public Hyper.Cluster.Units.Resources Needs { get; private set; }

        public Task<Hyper.Cluster.Workers.UnitEnd> RunAsync(Hyper.Cluster.Units.UnitLease lease, IReadOnlyList<string>? gpus, Action<string> progress, CancellationToken stop)
        {
            Needs = lease.Needs;
            return runner.RunAsync(lease, gpus, progress, stop);
        }
    }
}
