using System.Text.Json;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Tests.Support;
using Hyper.Cluster.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Tests.Commands;

/// <summary>The command <c>cluster</c> against a ledger of this process, with workers that run units in it.</summary>
public sealed class ClusterCommandTests : IAsyncLifetime
{
    private const string Program = "Hyper.Cluster.Tests";

    private readonly int port = Ports.Free();
    private readonly TempFolder temp = new();
    private LedgerConnection ledger = null!;

    public async Task InitializeAsync() => ledger = await LedgerConnection.StartAsync(
        new LedgerOptions { Cluster = "commands" },
        port,
        services => services.AddSingleton<IHostedService>(provider => new Worker(
            provider.GetRequiredService<IGrainFactory>(),
            new WorkerOptions { Name = "one", Program = Program, Room = new(1, 1_000, 0), IdleMost = TimeSpan.FromMilliseconds(100) },
            new InProcessRunner(),
            provider.GetRequiredService<ILogger<Worker>>())),
        CancellationToken.None);

    public async Task DisposeAsync()
    {
        await ledger.DisposeAsync();
        temp.Dispose();
    }

    [Fact]
    public async Task Specifications_become_records_and_the_ledger_says_how_far_it_is()
    {
        var specifications = new List<string>();
        foreach (var fold in (int[])[0, 1])
        {
            specifications.Add(temp[$"fold-{fold}.json"]);
            await File.WriteAllTextAsync(specifications[^1], $$"""{ "version": 1, "experiment": "TuneBlobs", "settings": { "Steps": 40 }, "fold": { "index": {{fold}}, "of": 2 } }""");
        }

        var said = await RunAsync(["submit", .. specifications, "--program", Program, "--study", "folds", "--wait", "--out", temp["records"]]);
        Assert.Equal((0, "folds\n2 of 2 done\n", ""), (said.Code, said.Output, said.Errors));
        foreach (var fold in (int[])[0, 1])
        {
            using var record = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(temp["records"], $"fold-{fold}.record.json")));
            Assert.Equal(("finished", fold), (record.RootElement.GetProperty("status").GetString(), record.RootElement.GetProperty("fold").GetProperty("index").GetInt32()));
        }

        // Handed in once more, nothing is run again.
        Assert.Equal(0, (await RunAsync(["submit", .. specifications, "--program", Program, "--study", "folds", "--wait"])).Code);
        using var status = JsonDocument.Parse((await RunAsync("status", "--json")).Output);
        var study = Assert.Single(status.RootElement.EnumerateArray());
        Assert.Equal(("folds", 2, 0), (study.GetProperty("study").GetString(), study.GetProperty("done").GetInt32(), study.GetProperty("lost_attempts").GetInt32()));
        Assert.StartsWith("folds: 2 of 2 done, 0 with workers, 0 waiting", (await RunAsync("status", "folds")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_cannot_work_is_code_1_and_the_log_says_why()
    {
        await File.WriteAllTextAsync(temp["bad.json"], """{ "version": 1, "experiment": "TuneNothing" }""");
        var said = await RunAsync("submit", temp["bad.json"], "--program", Program, "--study", "bad", "--wait");
        Assert.Equal(1, said.Code);
        Assert.Contains("There is no experiment named 'TuneNothing'", said.Errors, StringComparison.Ordinal);
        var logs = (await RunAsync("logs", "bad", "0")).Output;
        Assert.Matches("^[0-9-]+ [0-9:]+Z bad/0, attempt 1, one: Refused: error: There is no experiment named 'TuneNothing'", logs);
        Assert.Equal(logs, (await RunAsync("logs", "bad")).Output);
    }

    [Fact]
    public async Task What_is_cancelled_is_over()
    {
        await File.WriteAllTextAsync(temp["big.json"], """{ "version": 1, "experiment": "TuneBlobs", "requires": { "processors": 64 } }""");
        Assert.Equal(0, (await RunAsync("submit", temp["big.json"], "--program", Program, "--study", "big")).Code);
        Assert.Contains("1 waiting", (await RunAsync("status", "big")).Output, StringComparison.Ordinal);
        Assert.Contains("0 waiting, 0 failed, 1 cancelled", (await RunAsync("cancel", "big")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'nothing'", "status", "nothing")]
    [InlineData("'nothing'", "logs", "nothing")]
    [InlineData("'nothing'", "cancel", "nothing")]
    [InlineData("cannot be read", "submit", "/nowhere/spec.json", "--program", "p")]
    [InlineData("give both, or neither", "submit", "/nowhere/spec.json", "--program", "p", "--out", "records")]
    public async Task What_cannot_be_done_is_one_line(string expected, params string[] arguments)
    {
        var said = await RunAsync(arguments);
        Assert.Equal(1, said.Code);
        Assert.StartsWith("error: ", said.Errors, StringComparison.Ordinal);
        Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
        Assert.Single(said.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_search_of_another_process_is_trained_by_the_ledgers_workers()
    {
        string[] search = ["search", "SearchBlobs", "--quiet", "--no-report", "--out"];
        await Cli.DoAsync(new HyperCluster(), [.. search, temp["alone"]]);
        await Cli.DoAsync(
            new HyperCluster { Program = TestProgram.Start }, [.. search, temp["carried"], "--cluster", $"127.0.0.1:{port}", "--cluster-name", "commands", "--at-a-time", "3"]);
        SearchFolder.Same(temp["alone"], temp["carried"]);
    }

    private Task<Said> RunAsync(params string[] arguments) => Cli.ClusterAsync([.. arguments, "--cluster", $"127.0.0.1:{port}", "--cluster-name", "commands"]);
}
