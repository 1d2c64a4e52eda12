namespace Hyper.Runtime.Hypernetworks;

/// <summary>Ranges of a flat buffer.</summary>
internal static class FlatRanges
{
    /// <summary>The ranges that some others leave of a buffer.</summary>
    public static IEnumerable<(long Offset, long Count)> Rest(IEnumerable<(long Offset, long Count)> ranges, long length)
    {
        long position = 0;
        foreach (var (offset, count) in ranges.OrderBy(range => range.Offset))
        {
            if (offset > position)
            {
                yield return (position, offset - position);
            }

            position = offset + count;
        }

        if (position < length)
        {
            yield return (position, length - position);
        }
    }
}
