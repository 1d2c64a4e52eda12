namespace Hyper.Cluster.Ledger;

/// <summary>Units that are with a worker, by when their leases end.</summary>
internal sealed class LeasedUnits
{
    private readonly Dictionary<int, (DateTimeOffset Until, string? Progress)> leases = [];

    // An entry may be older than its lease, which was renewed since: it is put back when its time has come.
    private readonly PriorityQueue<int, DateTimeOffset> ends = new();

    /// <summary>How many there are.</summary>
    public int Count => leases.Count;

    /// <summary>All of them.</summary>
    public IEnumerable<(int Number, string? Progress)> All => leases.OrderBy(one => one.Key).Select(one => (one.Key, one.Value.Progress));

    /// <summary>Adds one.</summary>
    public void Add(int number, DateTimeOffset until)
    {
        leases[number] = (until, null);
        ends.Enqueue(number, until);
    }

    /// <summary>Prolongs the lease of one.</summary>
    public void Renew(int number, DateTimeOffset until, string? progress) => leases[number] = (until, progress ?? leases[number].Progress);

    /// <summary>Takes one out, where it is in.</summary>
    public void Remove(int number) => leases.Remove(number);

    /// <summary>Those whose time is over.</summary>
    public IReadOnlyList<int> Over(DateTimeOffset now)
    {
        var over = new SortedSet<int>();
        var again = new List<(int, DateTimeOffset)>();
        while (ends.TryPeek(out var number, out var end) && end <= now)
        {
            ends.Dequeue();
            if (leases.TryGetValue(number, out var lease))
            {
                if (lease.Until <= now)
                {
                    over.Add(number);
                }
                else
                {
                    again.Add((number, lease.Until));
                }
            }
        }

        ends.EnqueueRange(again);

        // Should writing fail they are still leased, and over.
        ends.EnqueueRange(over.Select(number => (number, leases[number].Until)));
        return [.. over];
    }
}
