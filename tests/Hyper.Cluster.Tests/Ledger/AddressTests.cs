using Hyper.Cluster.Hosting;
using Hyper.Runtime;

namespace Hyper.Cluster.Tests.Ledger;

public sealed class AddressTests
{
    [Fact]
    public void An_address_says_what_it_is()
    {
        Assert.Equal("127.0.0.1:30000", Assert.IsType<ClusterAddress.Gateways>(ClusterAddress.Parse("127.0.0.1")).Endpoints[0].ToString());
        Assert.Equal(["10.0.0.1:30001", "10.0.0.2:30002"], Assert.IsType<ClusterAddress.Gateways>(ClusterAddress.Parse("10.0.0.1:30001, 10.0.0.2:30002")).Endpoints.Select(one => one.ToString()));
        Assert.Equal("localhost:6379", Assert.IsType<ClusterAddress.Redis>(ClusterAddress.Parse("redis:localhost:6379")).Configuration);
        Assert.Equal("localhost:6379", Assert.IsType<ClusterAddress.Redis>(ClusterAddress.Parse("redis://localhost:6379")).Configuration);
        Assert.Equal("Host=db;Database=ledger", Assert.IsType<ClusterAddress.Postgres>(ClusterAddress.Parse("postgres:Host=db;Database=ledger")).Connection);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("127.0.0.1,")]
    [InlineData("no such machine:1")]
    public void What_is_none_is_refused_with_what_is_expected(string text)
    {
        var problem = Assert.Throws<HyperDslException>(() => ClusterAddress.Parse(text));
        Assert.Contains("redis:HOST:PORT", problem.Message, StringComparison.Ordinal);
    }
}
