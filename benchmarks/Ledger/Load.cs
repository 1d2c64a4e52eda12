using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hyper.Cluster.Clients;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Ledger;
using Hyper.Cluster.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.LedgerLoad;

/// <summary>A ledger, and workers that do nothing but ask it: a lease, a wait, a record.</summary>
/// <param name="workers">Simulated workers.</param>
/// <param name="units">Units.</param>
/// <param name="milliseconds">What a unit takes.</param>
/// <param name="bytes">The size of a specification and of a record.</param>
internal sealed class Load(int workers, int units, int milliseconds, int bytes)
{
    private const string Program = "nothing";

    /// <summary>Runs all units.</summary>
    /// <param name="storage">What the ledger writes to; null for its memory.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LoadRow> RunAsync(ClusterAddress? storage, CancellationToken cancellation)
    {
        var name = $"load-{Guid.NewGuid():N}";
        var (siloPort, gatewayPort) = (FreePort(), FreePort());
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.AddHyperLedger(new LedgerOptions { Cluster = name, Storage = storage, SiloPort = siloPort, GatewayPort = gatewayPort });
        using var silo = builder.Build();
        await silo.StartAsync(cancellation);

        // Over a connection, with messages that are written and read, as from another machine.
        await using var connection = await LedgerConnection.ConnectAsync(ClusterAddress.Parse($"127.0.0.1:{gatewayPort}"), name, null, _ => { }, cancellation);
        var specification = new string('s', bytes);
        var start = Stopwatch.GetTimestamp();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        await new StudyClient(connection.Ledger, name).SubmitAsync(
            Program, [.. Enumerable.Range(0, units).Select(number => new PlannedUnit(number, specification, new Resources(1, 0, 0)))], isLast: true, cancellation);
        var submitted = Stopwatch.GetElapsedTime(start).TotalSeconds;

        start = Stopwatch.GetTimestamp();
        var study = connection.Ledger.GetGrain<IStudyGrain>(name);
        var waits = await Task.WhenAll(Enumerable.Range(0, workers).Select(number => Task.Run(() => WorkAsync(study, $"worker-{number}"), cancellation)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var status = await study.StatusAsync() ?? throw new InvalidOperationException("The ledger has lost the study.");
        if (status.Done != units || status.LostAttempts != 0)
        {
            throw new InvalidOperationException($"{status.Done} of {units} units are done, and {status.LostAttempts} attempts were lost.");
        }

        double[] ordered = [.. waits.SelectMany(one => one).Order()];
        var row = new LoadRow(
            workers,
            units,
            submitted,
            seconds,
            units / seconds,
            ordered[ordered.Length / 2],
            ordered[(int)(ordered.Length * 0.99)],
            ordered[^1],
            GC.GetTotalMemory(forceFullCollection: true) / (double)(1 << 20),
            (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds);
        await silo.StopAsync(cancellation);
        return row;
    }

    private async Task<List<double>> WorkAsync(IStudyGrain study, string worker)
    {
        var (waits, record) = (new List<double>(), new string('r', bytes));
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            var leases = await study.LeaseAsync(worker, new Resources(1, 0, 0), 1);
            waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (leases is not [var lease])
            {
                return waits;
            }

            await Task.Delay(milliseconds);
            var answer = await study.CompleteAsync(lease.Number, lease.Attempt, record);
            if (answer != EndAnswer.Taken)
            {
                throw new InvalidOperationException($"Unit {lease.Number} was not taken: {answer}.");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
