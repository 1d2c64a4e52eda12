using System.Net;
using Hyper.Cluster.Ledger;
using Hyper.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Hyper.Cluster.Hosting;

/// <summary>Makes a host a silo of a ledger, or a client of one.</summary>
public static class LedgerHosting
{
    private const string Npgsql = "Npgsql";

    // A ledger answers in milliseconds, or not at all.
    private static readonly TimeSpan answerWithin = TimeSpan.FromSeconds(15);

    /// <summary>Makes a host a silo of a ledger.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="options">What the silo is.</param>
    /// <param name="more">Has the silo do more, such as show Orleans' dashboard; null for nothing.</param>
    public static IHostApplicationBuilder AddHyperLedger(this IHostApplicationBuilder builder, LedgerOptions options, Action<ISiloBuilder>? more = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Services.AddSingleton(options.Terms);
        builder.UseOrleans(silo =>
        {
            if (options.InKubernetes)
            {
                silo.UseKubernetesHosting();
            }
            else
            {
                silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Cluster, options.Cluster));
                silo.ConfigureEndpoints(options.Address, options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(options.Address));
            }

            switch (options.Storage)
            {
                case ClusterAddress.Redis redis:
                    var configuration = ConfigurationOf(redis);
                    silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = configuration);
                    silo.AddRedisGrainStorage(LedgerTerms.Storage, storage => (storage.ConfigurationOptions, storage.GrainStorageSerializer) = (configuration, new LedgerJson()));
                    silo.UseRedisReminderService(reminders => reminders.ConfigurationOptions = configuration);
                    break;
                case ClusterAddress.Postgres postgres:
                    silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, postgres.Connection));
                    silo.AddAdoNetGrainStorage(LedgerTerms.Storage, storage =>
                        (storage.Invariant, storage.ConnectionString, storage.GrainStorageSerializer) = (Npgsql, postgres.Connection, new LedgerJson()));
                    silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = (Npgsql, postgres.Connection));
                    break;
                case null:
                    silo.UseDevelopmentClustering(new IPEndPoint(options.Address, options.SiloPort));
                    silo.AddMemoryGrainStorage(LedgerTerms.Storage, storage => storage.GrainStorageSerializer = new LedgerJson());
                    silo.UseInMemoryReminderService();
                    break;
                default:
                    throw new HyperDslException("A ledger is kept in a Redis, in a PostgreSQL or in the memory of one silo: write redis:HOST:PORT or postgres:CONNECTION, or leave it out.");
            }

            if (options.Tls is { } tls)
            {
                silo.UseTls(tls.Configure);
            }

            more?.Invoke(silo);
        });
        return builder;
    }

    /// <summary>Makes a host a client of a ledger.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="address">Where the ledger is.</param>
    /// <param name="cluster">The name that its silos have.</param>
    /// <param name="tls">The certificate; null for connections without TLS.</param>
    public static IHostApplicationBuilder AddHyperLedgerClient(this IHostApplicationBuilder builder, ClusterAddress address, string cluster, ClusterCertificate? tls)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, cluster));
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = answerWithin);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            switch (address)
            {
                case ClusterAddress.Redis redis:
                    client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOf(redis));
                    break;
                case ClusterAddress.Postgres postgres:
                    client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Npgsql, postgres.Connection));
                    break;
                case ClusterAddress.Gateways gateways:
                    client.UseStaticClustering([.. gateways.Endpoints]);
                    break;
            }

            if (tls is not null)
            {
                client.UseTls(tls.Configure);
            }
        });
        return builder;
    }

    private static ConfigurationOptions ConfigurationOf(ClusterAddress.Redis redis)
    {
        try
        {
            var options = ConfigurationOptions.Parse(redis.Configuration);

            // It may be away for a while, also when a silo starts.
            options.AbortOnConnectFail = false;
            return options;
        }
        catch (ArgumentException problem)
        {
            throw new HyperDslException($"The address of the Redis is '{redis.Configuration}', which its client does not take: {problem.Message}", problem);
        }
    }
}
