namespace Hyper.Runtime.Data.Orders;

/// <summary>
/// Random numbers that depend on their seed alone: SplitMix64 (Steele, Lea and Flood, 2014), a counter and a hash of it. The
/// framework's own generator may change between versions of .NET, and what it draws could then not be drawn again.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>The hash of a number: every bit depends on every bit.</summary>
    public static ulong Hash(ulong number)
    {
        var z = number + 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = Hash(state);
        state += 0x9e3779b97f4a7c15;
        return result;
    }

    /// <summary>The next share of one, never 0 and never 1.</summary>
    public double NextShare() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));
}
