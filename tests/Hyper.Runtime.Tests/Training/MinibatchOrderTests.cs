using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Rows that are divided among samples are dealt anew each time, however large the batch.</summary>
public sealed class MinibatchOrderTests
{
    static MinibatchOrderTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(200)]
    [InlineData(1_000)]
    public void A_whole_split_is_shuffled_where_its_rows_are_divided(int batchSize)
    {
        using var rows = Sorted();
        using var noise = new Generator(4);
        using var divided = new Minibatches(rows, batchSize, 1, noise, divided: true);
        using var scope = NewDisposeScope();
        var first = divided.Next();
        Assert.Equal(200, first.Rows);
        Assert.Equal(Enumerable.Range(0, 200).Select(row => (long)row), first.Examples.data<long>().ToArray().Order());

        // Each half has rows of both classes.
        Assert.All(first.Targets.chunk(2), half => Assert.InRange(half.sum().item<long>(), 20, 80));
        Assert.NotEqual(first.Examples.data<long>().ToArray(), divided.Next().Examples.data<long>().ToArray());
        using var together = new Minibatches(rows, batchSize, 1, noise);
        Assert.Equal(Enumerable.Range(0, 200).Select(row => (long)row), together.Next().Examples.data<long>().ToArray());
    }

    private static Dataset Sorted()
    {
        using var scope = NewDisposeScope();
        return new Dataset(randn(200, 3), arange(200, dtype: ScalarType.Int64).div(100, RoundingMode.floor).to(ScalarType.Int64));
    }
}
