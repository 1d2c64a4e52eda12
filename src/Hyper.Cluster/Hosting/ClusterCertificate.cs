using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hyper.Runtime;
using Orleans.Connections.Security;

namespace Hyper.Cluster.Hosting;

/// <summary>
/// A certificate with its key. Both ends of a connection show theirs: it is taken where it is the very same certificate, so that one that nobody has signed
/// does, or where the system trusts it.
/// </summary>
public sealed class ClusterCertificate : IDisposable
{
    // Nobody's name: whoever has the certificate belongs to the cluster, on whichever machine.
    private const string Target = "hyperdsl";

    private readonly X509Certificate2 certificate;

    private ClusterCertificate(X509Certificate2 certificate) => this.certificate = certificate;

    /// <summary>Reads a PKCS #12 file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Its password; null for none.</param>
    /// <exception cref="HyperDslException">It cannot be read, or has no key.</exception>
    public static ClusterCertificate Read(string path, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return certificate.HasPrivateKey ? new ClusterCertificate(certificate) : throw new HyperDslException($"'{path}' has no private key; a PKCS #12 file with certificate and key is expected.");
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be read as a certificate: {problem.Message} A PKCS #12 file with certificate and key is expected.", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();

    /// <summary>Has a connection use it.</summary>
    internal void Configure(TlsOptions options)
    {
        options.LocalCertificate = certificate;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (remote, _, errors) => errors == SslPolicyErrors.None || CryptographicOperations.FixedTimeEquals(remote.RawDataMemory.Span, certificate.RawDataMemory.Span);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = Target;
    }
}
