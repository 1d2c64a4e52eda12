using System.Net;
using System.Net.Sockets;
using Hyper.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Hosting;

/// <summary>A ledger that this process has, or talks to; with the workers that go with it.</summary>
public sealed class LedgerConnection : IAsyncDisposable
{
    private static readonly TimeSpan connectWithin = TimeSpan.FromSeconds(20);

    private readonly IHost host;

    private LedgerConnection(IHost host)
    {
        this.host = host;
        Ledger = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>The ledger.</summary>
    public IGrainFactory Ledger { get; }

    /// <summary>Starts a ledger in the memory of this process, on ports that are free.</summary>
    /// <param name="options">What its silo is; its ports are chosen.</param>
    /// <param name="add">Adds what goes with it, such as workers.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static Task<LedgerConnection> StartAsync(LedgerOptions options, Action<IServiceCollection> add, CancellationToken cancellation) =>
        StartAsync(options, FreePort(), add, cancellation);

    /// <summary>The same at a port of the caller's, for clients.</summary>
    internal static async Task<LedgerConnection> StartAsync(LedgerOptions options, int gateway, Action<IServiceCollection> add, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(add);
        var builder = Quiet();
        builder.AddHyperLedger(options with { SiloPort = FreePort(), GatewayPort = gateway });
        add(builder.Services);
        var host = builder.Build();
        await host.StartAsync(cancellation).ConfigureAwait(false);
        return new LedgerConnection(host);
    }

    /// <summary>Connects to a ledger.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="cluster">The name that its silos have.</param>
    /// <param name="tls">The certificate; null for connections without TLS.</param>
    /// <param name="add">Adds what goes with it, such as workers.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="within">How long it may take; null for twenty seconds.</param>
    /// <exception cref="HyperDslException">It does not answer.</exception>
    public static async Task<LedgerConnection> ConnectAsync(
        ClusterAddress address, string cluster, ClusterCertificate? tls, Action<IHostApplicationBuilder> add, CancellationToken cancellation, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(add);
        var builder = Quiet();
        builder.AddHyperLedgerClient(address, cluster, tls);
        add(builder);
        var host = builder.Build();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within ?? connectWithin);
        try
        {
            await host.StartAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            return new LedgerConnection(host);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // Not waited for: a client that has never connected takes its time to give up.
            _ = Task.Run(host.Dispose, CancellationToken.None);
            throw new HyperDslException($"The ledger does not answer ({problem.Message}). Is one up at that address, with the same --cluster-name and certificate? 'hyper cluster up' starts one.", problem);
        }
    }

    /// <summary>Completed when the host is told to stop, by a signal or by itself.</summary>
    public Task UntilStoppedAsync(CancellationToken cancellation) => host.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync().ConfigureAwait(false);
        host.Dispose();
    }

    // What a program writes to its terminal is its own business.
    private static HostApplicationBuilder Quiet()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, ProgramLifetime>();
        return builder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
