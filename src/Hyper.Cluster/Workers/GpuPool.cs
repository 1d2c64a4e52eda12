namespace Hyper.Cluster.Workers;

/// <summary>The GPUs of a machine, and which of them nobody has.</summary>
/// <param name="all">All of them.</param>
internal sealed class GpuPool(IReadOnlyList<string> all)
{
    private readonly Lock gate = new();
    private readonly List<string> free = [.. all];

    /// <summary>Takes some; null where nothing is known of GPUs, so that a unit sees what there is.</summary>
    /// <param name="count">How many; there are as many free.</param>
    public IReadOnlyList<string>? Take(int count)
    {
        if (all.Count == 0)
        {
            return null;
        }

        lock (gate)
        {
            List<string> taken = [.. free.Take(count)];
            free.RemoveRange(0, taken.Count);
            return taken;
        }
    }

    /// <summary>Gives some back.</summary>
    public void Return(IReadOnlyList<string>? taken)
    {
        lock (gate)
        {
            free.AddRange(taken ?? []);
        }
    }
}
