using System.Globalization;
using System.Net;
using Hyper.Runtime;

namespace Hyper.Cluster.Hosting;

/// <summary>Where a ledger is: at a gateway, or found through the storage that its silos share.</summary>
public abstract record ClusterAddress
{
    private const string RedisPrefix = "redis:";
    private const string PostgresPrefix = "postgres:";

    /// <summary>The port of a ledger's gateway where nothing else is said.</summary>
    public const int GatewayPort = 30_000;

    private ClusterAddress()
    {
    }

    /// <summary>What an address may be, for help and messages.</summary>
    internal const string Forms = "HOST[:PORT] of a gateway, redis:HOST:PORT or postgres:CONNECTION";

    /// <summary>Reads an address.</summary>
    /// <exception cref="HyperDslException">It is none.</exception>
    public static ClusterAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            _ when text.StartsWith(RedisPrefix, StringComparison.Ordinal) && text.Length > RedisPrefix.Length => new Redis(text[RedisPrefix.Length..].TrimStart('/')),
            _ when text.StartsWith(PostgresPrefix, StringComparison.Ordinal) && text.Length > PostgresPrefix.Length => new Postgres(text[PostgresPrefix.Length..]),
            _ => new Gateways([.. text.Split(',', StringSplitOptions.TrimEntries).Select(one => EndpointOf(one, text))]),
        };
    }

    private static IPEndPoint EndpointOf(string text, string whole)
    {
        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 ? (text, GatewayPort) : (text[..colon], int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        if (host.Length == 0 || port is < 1 or > 65_535)
        {
            throw new HyperDslException($"The address of the cluster is '{whole}'; {Forms} is expected.");
        }

        try
        {
            return new IPEndPoint(
                IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host).OrderBy(found => found.AddressFamily).First(),
                port);
        }
        catch (Exception problem) when (problem is System.Net.Sockets.SocketException or InvalidOperationException or ArgumentException)
        {
            throw new HyperDslException($"The address of the cluster is '{whole}', and there is no machine named '{host}': {problem.Message} {Forms} is expected.", problem);
        }
    }

    /// <summary>Gateways that are known.</summary>
    /// <param name="Endpoints">Where they are.</param>
    public sealed record Gateways(IReadOnlyList<IPEndPoint> Endpoints) : ClusterAddress;

    /// <summary>Silos that share a Redis, or a Garnet.</summary>
    /// <param name="Configuration">As StackExchange.Redis takes it, such as <c>localhost:6379</c>.</param>
    public sealed record Redis(string Configuration) : ClusterAddress;

    /// <summary>Silos that share a PostgreSQL with Orleans' tables.</summary>
    /// <param name="Connection">As Npgsql takes it.</param>
    public sealed record Postgres(string Connection) : ClusterAddress;
}
