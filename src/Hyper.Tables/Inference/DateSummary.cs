using Hyper.Tables.Schema;

namespace Hyper.Tables.Inference;

/// <summary>The ways of writing dates that fit all cells of a column so far.</summary>
internal sealed class DateSummary
{
    private const int Shortest = 8;

    private static readonly string?[] Known = [null, "yyyy/MM/dd", "dd.MM.yyyy", "d.M.yyyy", "MM/dd/yyyy", "M/d/yyyy", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "dd/MM/yyyy HH:mm"];

    private readonly List<(string? Format, double Min, double Max)> fitting = [.. Known.Select(format => (format, double.PositiveInfinity, double.NegativeInfinity))];

    /// <summary>Whether a way is left.</summary>
    public bool Fits => fitting.Count > 0;

    /// <summary>Whether month and day could be told apart.</summary>
    public bool IsAmbiguous => fitting.Any(way => way.Format is ['M', ..]) && fitting.Any(way => way.Format is ['d', _, '/', ..] or ['d', '/', ..] or ['d', 'd', '/', ..]);

    /// <summary>The first way that fits, with the earliest and the latest day.</summary>
    public (string? Format, double Min, double Max) Best => fitting[0];

    /// <summary>Takes a cell in.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (cell.Length < Shortest || !char.IsAsciiDigit(cell[0]))
        {
            fitting.Clear();
            return;
        }

        for (var i = fitting.Count - 1; i >= 0; i--)
        {
            var (format, min, max) = fitting[i];
            if (CellDate.TryParse(cell, format, out var days))
            {
                fitting[i] = (format, Math.Min(min, days), Math.Max(max, days));
            }
            else
            {
                fitting.RemoveAt(i);
            }
        }
    }
}
