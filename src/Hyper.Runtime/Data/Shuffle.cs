namespace Hyper.Runtime.Data;

/// <summary>
/// A random order that depends on its seed alone. The framework's own generator may change between versions of .NET,
/// and a split that changes with the framework makes a result that cannot be repeated.
/// </summary>
internal static class Shuffle
{
    /// <summary>The numbers from 0 to below <paramref name="count"/>, each once, every order as likely as any other.</summary>
    public static long[] Order(int count, int seed)
    {
        long[] order = new long[count];
        ulong state = unchecked((ulong)seed);
        for (int i = 0; i < count; i++)
        {
            // Fisher and Yates, from the inside out: the new number takes a random place among those before it.
            int place = (int)Math.BigMul(Next(ref state), (ulong)i + 1, out _);
            order[i] = order[place];
            order[place] = i;
        }

        return order;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): a counter, and a hash of it.</summary>
    private static ulong Next(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
