using Hyper.Tables.Reading;

namespace Hyper.Tables.Inference;

/// <summary>What is known of a column after each of its cells has been seen once.</summary>
/// <param name="name">Its name.</param>
/// <param name="decimalMark">The decimal mark of its numbers.</param>
internal sealed class ColumnSummary(string name, char decimalMark)
{
    private const int MostOthers = 3;

    private readonly long[] marks = new long[MissingMarks.Count];
    private readonly Dictionary<string, long> others = new(StringComparer.Ordinal);
    private bool hasMoreOthers;

    /// <summary>What the file calls it.</summary>
    public string Name => name;

    /// <summary>How many cells it has.</summary>
    public long Rows { get; private set; }

    /// <summary>Cells that are missing.</summary>
    public long Missing => marks.Sum();

    /// <summary>Cells that are not.</summary>
    public long Filled => Rows - Missing;

    /// <summary>The marks for missing cells that it has.</summary>
    public IEnumerable<string> Marks => marks.Index().Where(mark => mark.Item > 0).Select(mark => MissingMarks.At(mark.Index));

    /// <summary>Those of its cells that are numbers.</summary>
    public NumberSummary Numbers { get; } = new();

    /// <summary>Ways to read all cells as dates.</summary>
    public DateSummary Dates { get; } = new();

    /// <summary>Its different texts.</summary>
    public WordSummary Words { get; } = new();

    /// <summary>Whether all cells that are filled are numbers.</summary>
    public bool AreNumbers => Filled > 0 && Numbers.Count == Filled;

    /// <summary>The one word that stands among numbers for a missing one, with how often; null where there is none.</summary>
    public (string Word, long Count)? OddMark =>
        !hasMoreOthers && Numbers.Count > Filled / 2 && others is { Count: 1 } && others.Single() is { } odd && MissingMarks.IsAmongNumbers(odd.Key) ? (odd.Key, odd.Value) : null;

    /// <summary>A text that is no number, where most are.</summary>
    public string? FirstOther => others.Keys.FirstOrDefault();

    /// <summary>Takes a cell in.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        Rows++;
        if (MissingMarks.Find(cell) is >= 0 and var mark)
        {
            marks[mark]++;
            return;
        }

        if (CellReader.TryNumber(cell, decimalMark, out var number))
        {
            Numbers.Add(number);
        }
        else if (others.Count < MostOthers)
        {
            var word = cell.ToString();
            others[word] = others.GetValueOrDefault(word) + 1;
        }
        else
        {
            hasMoreOthers = true;
        }

        if (Dates.Fits)
        {
            Dates.Add(cell);
        }

        Words.Add(cell);
    }
}
