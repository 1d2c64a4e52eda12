using System.Collections.Concurrent;
using Hyper.Runtime.Native;

namespace Hyper.Runtime.Tests.Native;

public class LastDisposedTests
{
    [Fact]
    public void An_object_stays_until_so_many_others_have_come()
    {
        var last = new LastDisposed(others: 3, milliseconds: 0, most: 1000);
        Assert.Equal((0, 0), last.Exchange(1, 0));
        Assert.Equal((0, 0), last.Exchange(2, 0));
        Assert.Equal((0, 0), last.Exchange(3, 0));
        Assert.Equal((1, 0), last.Exchange(4, 0));
        Assert.Equal((2, 0), last.Exchange(5, 0));
        Assert.Equal(5, last.Taken);
    }

    [Fact]
    public void An_object_stays_for_its_time_however_many_others_come()
    {
        var last = new LastDisposed(others: 3, milliseconds: 1000, most: 1_000_000);
        for (int i = 1; i <= 100_000; i++)
            Assert.Equal((0, 0), last.Exchange(i, now: 500));
        Assert.Equal((0, 0), last.Exchange(100_001, 1499));
        Assert.Equal((1, 2), last.Exchange(100_002, 1500));
    }

    [Fact]
    public void There_are_never_more_than_the_most()
    {
        var last = new LastDisposed(others: 3, milliseconds: 1000, most: 5);
        for (int i = 1; i <= 5; i++)
            Assert.Equal((0, 0), last.Exchange(i, now: 0));
        for (int i = 6; i <= 100; i++)
            Assert.Equal((i - 5, 0), last.Exchange(i, now: 0));
    }

    [Fact]
    public void What_a_burst_left_behind_is_gone_after_as_many_others()
    {
        var last = new LastDisposed(others: 3, milliseconds: 1000, most: 1_000_000);
        int inside = 0;
        for (int i = 1; i <= 1000; i++, inside++)
            last.Exchange(i, 0);
        for (int i = 1001; i <= 2000; i++)
        {
            (nint first, nint second) = last.Exchange(i, 5000 + (i * 1000));
            inside += 1 - (first == 0 ? 0 : 1) - (second == 0 ? 0 : 1);
        }

        Assert.Equal(3, inside);
    }

    [Fact]
    public void Each_object_is_given_up_once_whatever_the_threads_do()
    {
        var last = new LastDisposed(others: 64, milliseconds: 0, most: 1000);
        var gone = new ConcurrentBag<nint>();
        Parallel.For(1, 20_001, i =>
        {
            (nint first, nint second) = last.Exchange(i, 0);
            gone.Add(first);
            gone.Add(second);
        });
        List<nint> objects = [.. gone.Where(address => address != 0)];
        Assert.Equal(20_000 - 64, objects.Count);
        Assert.Equal(objects.Count, objects.Distinct().Count());
    }
}
