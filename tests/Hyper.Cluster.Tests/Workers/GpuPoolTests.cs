using Hyper.Cluster.Workers;

namespace Hyper.Cluster.Tests.Workers;

public sealed class GpuPoolTests
{
    [Fact]
    public void No_two_units_have_the_same_gpu()
    {
        var pool = new GpuPool(["0", "1", "2"]);
        var (one, two, none) = (pool.Take(2), pool.Take(1), pool.Take(0));
        Assert.Equal(["0", "1"], one);
        Assert.Equal(["2"], two);
        Assert.Equal([], none);
        pool.Return(one);
        Assert.Equal(["0"], pool.Take(1));
    }

    [Fact]
    public void Without_gpus_a_unit_sees_what_there_is() => Assert.Null(new GpuPool([]).Take(0));
}
