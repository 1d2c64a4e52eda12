using System.Globalization;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>The host's memory that a process can still have.</summary>
internal static class AvailableMemory
{
    private const string MemInfo = "/proc/meminfo";

    /// <summary>
    /// Bytes: what the system says is available, and no more than the limit of the process (that of its container, say) leaves it.
    /// </summary>
    public static long Read()
    {
        var left = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes is > 0 and var limit ? limit - Environment.WorkingSet : long.MaxValue;
        return File.Exists(MemInfo) ? Math.Min(left, Parse(File.ReadLines(MemInfo)) ?? long.MaxValue) : left;
    }

    /// <summary>The sum of the memory and the swap space that Linux counts as available; null where it does not say.</summary>
    /// <param name="lines">The lines of its memory report.</param>
    internal static long? Parse(IEnumerable<string> lines)
    {
        long? available = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("MemAvailable:", StringComparison.Ordinal) || line.StartsWith("SwapFree:", StringComparison.Ordinal))
            {
                available = (available ?? 0) + (1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
            }
        }

        return available;
    }
}
