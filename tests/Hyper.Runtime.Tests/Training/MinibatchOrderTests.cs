using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
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

    [Theory]
    [InlineData(30, 1)]
    [InlineData(31, 2)]
    [InlineData(2, 3)]
    [InlineData(1_000, 4)]
    public void Balanced_batches_have_nearly_as_many_rows_of_each_class(int batchSize, int seed)
    {
        using var scope = NewDisposeScope();

        // 150, 40 and 10 rows of three classes.
        var labels = tensor(Enumerable.Range(0, 200).Select(row => row < 150 ? 0L : row < 190 ? 5L : 7L).ToArray());
        using var rows = new Dataset(arange(200, dtype: ScalarType.Float32).view(-1, 1), labels);
        using var noise = new Generator((ulong)seed);
        using var again = new Generator((ulong)seed);
        using var batches = new Minibatches(rows, batchSize, 1, noise, balanced: true);
        using var same = new Minibatches(rows, batchSize, 1, again, balanced: true);
        var seen = new HashSet<long>();
        for (var i = 0; i < Math.Max(400, 8_000 / batchSize); i++)
        {
            using var step = NewDisposeScope();
            var batch = batches.Next();
            var examples = batch.Examples.data<long>().ToArray();
            Assert.Equal(examples, same.Next().Examples.data<long>().ToArray());
            Assert.Equal(examples, batch.Inputs[0].view(-1).to(ScalarType.Int64).data<long>().ToArray());
            var counts = ((long[])[0, 5, 7]).Select(label => batch.Targets.eq(label).sum().item<long>()).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            seen.UnionWith(examples);
        }

        // And no row is left out for good.
        Assert.Equal(200, seen.Count);
    }

    [Fact]
    public void Balanced_batches_need_labels()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(1);
        using var numbers = new Dataset(ones(4, 2), ones(4));
        using var pixels = new Dataset(ones(4, 2), zeros([4, 3], dtype: ScalarType.Int64));
        foreach (var rows in (Dataset[])[numbers, pixels])
        {
            Assert.Contains("BalanceClasses asks for", Assert.Throws<HyperDslException>(() => new Minibatches(rows, 2, 1, noise, balanced: true)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_with_balanced_classes_is_another_run_and_the_same_each_time()
    {
        using var data = SmallData.Labelled();
        using var one = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 30, BalanceClasses = true });
        using var other = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 30, BalanceClasses = true });
        using var without = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 30 });
        Assert.Equal(one.ValidationLoss, other.ValidationLoss);
        Assert.NotEqual(one.ValidationLoss, without.ValidationLoss);
    }

    private static Dataset Sorted()
    {
        using var scope = NewDisposeScope();
        return new Dataset(randn(200, 3), arange(200, dtype: ScalarType.Int64).div(100, RoundingMode.floor).to(ScalarType.Int64));
    }
}
