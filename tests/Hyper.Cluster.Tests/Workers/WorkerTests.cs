using Hyper.Cluster.Clients;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Ledger;
using Hyper.Cluster.Tests.Support;
using Hyper.Cluster.Units;
using Hyper.Cluster.Workers;
using Hyper.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Tests.Workers;

/// <summary>A worker against a ledger, with units that do what a test wants.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private readonly int port = Ports.Free();
    private LedgerConnection ledger = null!;

    public async Task InitializeAsync() => ledger = await LedgerConnection.StartAsync(
        new LedgerOptions { Cluster = "worker", Terms = new LedgerTerms { Lease = TimeSpan.FromSeconds(6) } }, port, _ => { }, CancellationToken.None);

    public Task DisposeAsync() => ledger.DisposeAsync().AsTask();

    [Fact]
    public async Task A_worker_that_stops_gives_its_units_back()
    {
        var client = await SubmitAsync("stopped", 2);
        var began = new Began(2);
        await using (await ConnectAsync(began))
        {
            await began.All;
        }

        Assert.Equal((2, 0), ((await client.StatusAsync())!.Waiting, (await client.StatusAsync())!.Leased));
        Assert.Equal(AttemptEnd.GivenBack, Assert.Single((await client.AttemptsAsync(0))!).End);
    }

    [Fact]
    public async Task A_unit_that_is_cancelled_is_stopped_at_the_next_renewal()
    {
        var client = await SubmitAsync("cancelled", 1);
        var began = new Began(1);
        await using var worker = await ConnectAsync(began);
        await began.All;
        await client.CancelAsync();
        await began.Stopped;
        Assert.Equal(1, (await client.StatusAsync())!.Cancelled);
    }

    [Fact]
    public async Task A_worker_takes_no_more_than_it_has_room_for_and_renews_with_progress()
    {
        var client = await SubmitAsync("kept", 3);
        var began = new Began(2);
        await using var worker = await ConnectAsync(began);
        await began.All;

        // It comes with a renewal.
        var status = (await client.StatusAsync())!;
        while (status.Now.Any(unit => unit.Progress != "half"))
        {
            await Task.Delay(50);
            status = (await client.StatusAsync())!;
        }

        Assert.Equal((2, 1), (status.Leased, status.Waiting));
    }

    [Fact]
    public async Task A_worker_that_cannot_start_its_program_stops_and_says_why()
    {
        var client = await SubmitAsync("nowhere", 1);
        Worker? worker = null;
        await using var connection = await ConnectAsync(new ChildUnitRunner(new ProgramStart("program", "/nowhere/program", [])), one => worker = one);
        await connection.UntilStoppedAsync(CancellationToken.None);
        Assert.Contains("cannot be started", (await Assert.ThrowsAsync<HyperDslException>(() => worker!.ExecuteTask!)).Message, StringComparison.Ordinal);
        Assert.Equal(1, (await client.StatusAsync())!.Waiting);
    }

    private async Task<StudyClient> SubmitAsync(string study, int units)
    {
        var client = new StudyClient(ledger.Ledger, study);
        await client.SubmitAsync("program", [.. Enumerable.Range(0, units).Select(number => new PlannedUnit(number, "unit", new Resources(1, 0, 0)))], isLast: true);
        return client;
    }

    private Task<LedgerConnection> ConnectAsync(IUnitRunner runner, Action<Worker>? made = null) => LedgerConnection.ConnectAsync(
        ClusterAddress.Parse($"127.0.0.1:{port}"),
        "worker",
        null,
        builder => builder.Services.AddSingleton<IHostedService>(provider =>
        {
            var options = new WorkerOptions { Name = "one", Program = "program", Room = new Resources(2, 0, 0), IdleMost = TimeSpan.FromMilliseconds(100) };
            var worker = new Worker(provider.GetRequiredService<IGrainFactory>(), options, runner, provider.GetRequiredService<ILogger<Worker>>());
            made?.Invoke(worker);
            return worker;
        }),
        CancellationToken.None);

    /// <summary>Units that begin, and last until they are stopped.</summary>
    private sealed class Began(int count) : IUnitRunner
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int left = count;

        public Task All => all.Task;

        public Task Stopped => stopped.Task;

        public async Task<UnitEnd> RunAsync(UnitLease lease, IReadOnlyList<string>? gpus, Action<string> progress, CancellationToken stop)
        {
            progress("half");
            if (Interlocked.Decrement(ref left) == 0)
            {
                all.SetResult();
            }

            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                stopped.TrySetResult();
            }

            return new UnitEnd("never");
        }
    }
}
