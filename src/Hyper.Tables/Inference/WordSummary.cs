using System.Runtime.InteropServices;

namespace Hyper.Tables.Inference;

/// <summary>The different texts of a column, for as long as they are few; and whether each is another. What is kept is bounded.</summary>
internal sealed class WordSummary
{
    /// <summary>So many different words are kept; a column of more is no category.</summary>
    public const int Most = 1_000;

    private const int LongestWord = 200;

    // 5 million hashes are 120 MB; beyond that a column counts as what it was up to there.
    private const int MostHashes = 5_000_000;

    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private HashSet<long>? hashes = [];

    public WordSummary() => lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How often each word is there, or nothing where there are too many.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    /// <summary>Whether there are more words than are kept, or one is longer than a word is.</summary>
    public bool AreTooMany { get; private set; }

    /// <summary>Whether each is there once.</summary>
    public bool AreDifferent => hashes is not null;

    /// <summary>A text, for a message.</summary>
    public string? Example { get; private set; }

    /// <summary>Takes a cell in.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (hashes is { Count: < MostHashes } && !hashes.Add(Hash(cell)))
        {
            hashes = null;
        }

        if (AreTooMany)
        {
            return;
        }

        Example ??= cell[..Math.Min(cell.Length, LongestWord)].ToString();
        if (cell.Length > LongestWord || (counts.Count == Most && !lookup.ContainsKey(cell)))
        {
            AreTooMany = true;
            counts.Clear();
            counts.TrimExcess();
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(lookup, cell, out _)++;
    }

    // FNV-1a, and a last mixing: that two of a million texts share 64 bits by chance has odds of one to tens of millions.
    private static long Hash(ReadOnlySpan<char> cell)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var letter in cell)
        {
            hash = (hash ^ letter) * 0x100000001b3UL;
        }

        return unchecked((long)Runtime.Data.Orders.SplitMix.Hash(hash));
    }
}
