using System.Net;
using Hyper.Cluster.Ledger;

namespace Hyper.Cluster.Hosting;

/// <summary>What a silo of a ledger is.</summary>
public sealed record LedgerOptions
{
    /// <summary>What its silos share: a Redis or a PostgreSQL; null for the memory of one silo, which is gone when it ends.</summary>
    public ClusterAddress? Storage { get; init; }

    /// <summary>The address that other silos and clients find it at.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>The port for clients and workers.</summary>
    public int GatewayPort { get; init; } = ClusterAddress.GatewayPort;

    /// <summary>The name that silos and clients of one ledger have in common, and its keys in the storage.</summary>
    public string Cluster { get; init; } = "hyperdsl";

    /// <summary>The certificate that silos and clients have in common; null for connections without TLS.</summary>
    public ClusterCertificate? Tls { get; init; }

    /// <summary>The numbers that it goes by.</summary>
    public LedgerTerms Terms { get; init; } = new();

    /// <summary>Whether names, addresses and the lives of its pods are those that Kubernetes tells.</summary>
    public bool InKubernetes { get; init; }
}
