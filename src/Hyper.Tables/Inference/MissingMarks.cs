namespace Hyper.Tables.Inference;

/// <summary>What people and programs write for a missing cell.</summary>
internal static class MissingMarks
{
    private const int Longest = 4;

    private static readonly string[] Known = ["", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "null", "NULL", "Null", "?"];

    // Words of their own right where a column has other words beside them, and marks where all else is numbers.
    private static readonly string[] AmongNumbers = ["-", "--", ".", "..", "none", "None", "NONE", "unknown", "Unknown", "missing", "Missing"];

    /// <summary>The place of a mark among those that are known everywhere, or −1.</summary>
    public static int Find(ReadOnlySpan<char> cell)
    {
        if (cell.Length > Longest)
        {
            return -1;
        }

        for (var i = 0; i < Known.Length; i++)
        {
            if (cell.SequenceEqual(Known[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The mark at a place.</summary>
    public static string At(int place) => Known[place];

    /// <summary>How many are known.</summary>
    public static int Count => Known.Length;

    /// <summary>Whether a word that stands among numbers is a mark.</summary>
    public static bool IsAmongNumbers(string word) => AmongNumbers.Contains(word);
}
