namespace Hyper.Runtime.Native;

/// <summary>
/// The native objects that were disposed of last. Each stays until a number of others have been, and for a time.
/// </summary>
/// <remarks>
/// A number of others alone would not do: a garbage collection has the finalizer dispose of all that it found dead, which can be
/// a hundred thousand objects, of the newest first, and those are the ones that calls may be at work with. A time alone would
/// not do for a process that was held up for so long.
/// </remarks>
/// <param name="others">How many others at least.</param>
/// <param name="milliseconds">For how long, where no more than <paramref name="most"/> others come meanwhile.</param>
/// <param name="most">How many there are at most, so that no pace of a program takes all memory.</param>
internal sealed class LastDisposed(int others, long milliseconds, int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<(nint Address, long At)> _waiting = new(others + 1);
    private long _taken;

    /// <summary>How many objects have come so far.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Takes an object in, and gives up the oldest ones if they have stayed for long enough. Any number of threads may do so at once.</summary>
    /// <param name="newest">The address of the object.</param>
    /// <param name="now">The time, in milliseconds.</param>
    /// <returns>
    /// Up to two addresses, or zeros: two go for one that comes, so that what a burst has left behind is gone after as many others.
    /// </returns>
    public (nint First, nint Second) Exchange(nint newest, long now)
    {
        lock (_gate)
        {
            _taken++;
            _waiting.Enqueue((newest, now));
            return (Oldest(now), Oldest(now));
        }
    }

    private nint Oldest(long now)
        => _waiting.Count > most || (_waiting.Count > others && now - _waiting.Peek().At >= milliseconds) ? _waiting.Dequeue().Address : 0;
}
