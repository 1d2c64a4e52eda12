using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Ledger;
using Hyper.Cluster.Tests.Support;
using Hyper.Runtime;

namespace Hyper.Cluster.Tests.Ledger;

public sealed class TlsTests
{
    [Fact]
    public async Task Who_has_the_certificate_is_let_in_and_nobody_else()
    {
        using var temp = new TempFolder();
        WriteCertificate(temp["own.pfx"]);
        WriteCertificate(temp["other.pfx"]);
        using var own = ClusterCertificate.Read(temp["own.pfx"], "secret");
        using var other = ClusterCertificate.Read(temp["other.pfx"], "secret");
        var port = Ports.Free();
        var options = new LedgerOptions { Cluster = "tls", Tls = own };
        await using var silo = await LedgerConnection.StartAsync(options, port, _ => { }, CancellationToken.None);
        var address = ClusterAddress.Parse($"127.0.0.1:{port}");

        await using (var client = await LedgerConnection.ConnectAsync(address, "tls", own, _ => { }, CancellationToken.None))
        {
            Assert.Empty(await client.Ledger.GetGrain<IStudyIndexGrain>(0).AllAsync());
        }

        foreach (var wrong in (ClusterCertificate?[])[null, other])
        {
            await Assert.ThrowsAnyAsync<HyperDslException>(() => LedgerConnection.ConnectAsync(address, "tls", wrong, _ => { }, CancellationToken.None, TimeSpan.FromSeconds(3)));
        }
    }

    [Fact]
    public void What_is_no_certificate_is_refused()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["text"], "no certificate");
        WriteCertificate(temp["own.pfx"]);
        Assert.Contains("cannot be read as a certificate", Assert.Throws<HyperDslException>(() => ClusterCertificate.Read(temp["text"], null)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read as a certificate", Assert.Throws<HyperDslException>(() => ClusterCertificate.Read(temp["own.pfx"], "wrong")).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read as a certificate", Assert.Throws<HyperDslException>(() => ClusterCertificate.Read(temp["nothing"], null)).Message, StringComparison.Ordinal);
    }

    private static void WriteCertificate(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=ledger", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "secret"));
    }
}
