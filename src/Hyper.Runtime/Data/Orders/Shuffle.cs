namespace Hyper.Runtime.Data.Orders;

/// <summary>
/// A random order that depends on its seed alone: a split that changes with the framework makes a result that cannot be
/// repeated.
/// </summary>
internal static class Shuffle
{
    /// <summary>The numbers from 0 to below <paramref name="count"/>, each once, every order as likely as any other.</summary>
    public static long[] Order(int count, int seed)
    {
        long[] order = new long[count];
        var random = new SplitMix(unchecked((ulong)seed));
        for (int i = 0; i < count; i++)
        {
            // Fisher and Yates, from the inside out: the new number takes a random place among those before it.
            int place = (int)Math.BigMul(random.Next(), (ulong)i + 1, out _);
            order[i] = order[place];
            order[place] = i;
        }

        return order;
    }
}
