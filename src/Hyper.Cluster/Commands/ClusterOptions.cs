using System.CommandLine;
using Hyper.Cluster.Hosting;

namespace Hyper.Cluster.Commands;

/// <summary>The options that everybody has who talks to a ledger.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The variable with the password of the certificate.</summary>
    public const string Password = "HYPERDSL_TLS_PASSWORD";

    private readonly Option<string?> name = new("--cluster-name") { HelpName = "NAME", Description = "The name that silos and clients of one ledger have in common. [default: hyperdsl]" };
    private readonly Option<string?> tls = new("--tls") { HelpName = "FILE", Description = $"Certificate and key (PKCS #12) that they have in common; its password in {Password}. [default: no TLS]" };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [name, tls];

    /// <summary>The name of the ledger.</summary>
    public string Name(ParseResult parsed) => parsed.GetValue(name) ?? "hyperdsl";

    /// <summary>The certificate; null for none.</summary>
    public ClusterCertificate? Certificate(ParseResult parsed) =>
        parsed.GetValue(tls) is { } file ? ClusterCertificate.Read(file, Environment.GetEnvironmentVariable(Password)) : null;

    /// <summary>Where the ledger is.</summary>
    public static Option<string> Address() => new("--cluster")
    {
        HelpName = "ADDRESS",
        Description = $"Where the ledger is: {ClusterAddress.Forms}. [default: localhost]",
        DefaultValueFactory = _ => "127.0.0.1",
    };
}
