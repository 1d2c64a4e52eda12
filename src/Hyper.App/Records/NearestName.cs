namespace Hyper.App.Records;

/// <summary>What somebody may have meant by a name that there is not.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest letters changed, left out or added; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        var (best, distance) = names.Select(known => (Name: known, Distance: Distance(name.ToUpperInvariant(), known.ToUpperInvariant())))
            .DefaultIfEmpty((Name: "", Distance: int.MaxValue)).MinBy(known => known.Distance);
        return distance <= Math.Max(2, name.Length / 3) ? best : null;
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
