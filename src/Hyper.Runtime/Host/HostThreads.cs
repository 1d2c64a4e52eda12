namespace Hyper.Runtime.Host;

/// <summary>
/// Work on host memory, split over the threads that libtorch's operations may use as well. It is done in chunks whose bounds depend
/// on the number of elements alone, so that what is summed by chunks does not depend on the threads.
/// </summary>
internal static class HostThreads
{
    /// <summary>Elements of a chunk: what a core's first cache holds of four buffers.</summary>
    public const int Chunk = 1 << 12;

    // Below this a second thread costs more than it saves.
    private const long SplitAbove = 1 << 18;

    /// <summary>What is done with the elements, or items, from start to end: of elements a chunk, the last of which may be short.</summary>
    /// <typeparam name="TArguments">What it is given.</typeparam>
    public delegate void RangeWork<TArguments>(in TArguments arguments, long start, long end);

    /// <summary>The number of chunks.</summary>
    /// <param name="count">Elements.</param>
    public static long ChunksOf(long count) => (count + Chunk - 1) / Chunk;

    /// <summary>Does so many elements' work.</summary>
    /// <param name="count">Elements.</param>
    /// <param name="arguments">What each chunk is given.</param>
    /// <param name="work">A static method: nothing is allocated where there are few elements.</param>
    public static void For<TArguments>(long count, TArguments arguments, RangeWork<TArguments> work) =>
        ForItems(ChunksOf(count), Chunk, new Chunks<TArguments>(count, arguments, work), Do);

    /// <summary>Does the work of so many items that have nothing to do with each other.</summary>
    /// <param name="items">Items.</param>
    /// <param name="size">Elements that are worked on for each item.</param>
    /// <param name="arguments">What the work is given.</param>
    /// <param name="work">A static method that does the items from start to end.</param>
    public static void ForItems<TArguments>(long items, long size, TArguments arguments, RangeWork<TArguments> work)
    {
        var parts = items * size < SplitAbove ? 1 : (int)Math.Min(items, torch.get_num_threads());
        if (parts == 1)
        {
            work(in arguments, 0, items);
        }
        else
        {
            Split(items, parts, arguments, work);
        }
    }

    // By itself: what a closure holds is allocated where its method begins.
    private static void Split<TArguments>(long items, int parts, TArguments arguments, RangeWork<TArguments> work) =>
        Parallel.For(0, parts, part => work(in arguments, items * part / parts, items * (part + 1) / parts));

    private static void Do<TArguments>(in Chunks<TArguments> chunks, long from, long to)
    {
        for (var chunk = from; chunk < to; chunk++)
        {
            chunks.Work(in chunks.Arguments, chunk * Chunk, Math.Min((chunk + 1) * Chunk, chunks.Count));
        }
    }

    private readonly struct Chunks<TArguments>(long count, TArguments arguments, RangeWork<TArguments> work)
    {
        public readonly long Count = count;
        public readonly TArguments Arguments = arguments;
        public readonly RangeWork<TArguments> Work = work;
    }
}
