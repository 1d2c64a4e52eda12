namespace Hyper.Runtime.Data.Orders;

/// <summary>Deals out rows so that those of a group stay together: a patient, a customer, a recording.</summary>
internal static class GroupDeal
{
    /// <summary>The part of each row.</summary>
    /// <typeparam name="TGroup">What names a group.</typeparam>
    /// <param name="groups">The group of each row.</param>
    /// <param name="shares">The share of the rows that each part should have; their sum is at most 1, and what is left belongs to no part.</param>
    /// <param name="seed">The order in which groups are dealt.</param>
    /// <returns>For each row the number of its part, or −1.</returns>
    public static int[] Of<TGroup>(IReadOnlyList<TGroup> groups, IReadOnlyList<double> shares, int seed)
        where TGroup : notnull
    {
        var number = new Dictionary<TGroup, int>();
        var sizes = new List<int>();
        var groupOf = new int[groups.Count];
        for (int row = 0; row < groups.Count; row++)
        {
            if (!number.TryGetValue(groups[row], out int group))
            {
                number[groups[row]] = group = sizes.Count;
                sizes.Add(0);
            }

            groupOf[row] = group;
            sizes[group]++;
        }

        // Large groups first, so that small ones can even out; groups of a size in random order. Each goes where most is missing.
        double left = 1 - shares.Sum();
        double[] wanted = left > 1e-9 ? [.. shares, left] : [.. shares];
        double[] missing = [.. wanted.Select(share => share * groups.Count)];
        var partOf = new int[sizes.Count];
        foreach (long group in Shuffle.Order(sizes.Count, seed).OrderByDescending(group => sizes[(int)group]))
        {
            int part = Array.IndexOf(missing, missing.Max());
            missing[part] -= sizes[(int)group];
            partOf[group] = part < shares.Count ? part : -1;
        }

        return [.. groupOf.Select(group => partOf[group])];
    }
}
