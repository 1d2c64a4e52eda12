namespace Hyper.Runtime.Data.Orders;

/// <summary>An order of rows in which every stretch has nearly its share of each class.</summary>
internal static class StratifiedOrder
{
    /// <summary>All rows, in such an order; the same seed gives the same one.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="seed">Decides which rows of a class come first.</param>
    public static long[] Of(ReadOnlySpan<long> labels, int seed)
    {
        var counts = new Dictionary<long, int>();
        foreach (long label in labels)
            counts[label] = counts.GetValueOrDefault(label) + 1;

        // The rows of a class, in random order, lie at equal distances; each class starts somewhere within the first one.
        var random = new SplitMix(SplitMix.Hash(unchecked((ulong)seed)));
        var starts = new Dictionary<long, double>();
        foreach (long label in counts.Keys.Order())
            starts[label] = random.NextShare();
        var seen = new Dictionary<long, int>();
        var places = new double[labels.Length];
        long[] shuffled = Shuffle.Order(labels.Length, seed);
        foreach (long row in shuffled)
        {
            long label = labels[(int)row];
            int before = seen.GetValueOrDefault(label);
            seen[label] = before + 1;
            places[row] = (before + starts[label]) / counts[label];
        }

        // Equal places, of classes of one row each for instance, stay in their random order.
        return [.. shuffled.OrderBy(row => places[row])];
    }
}
