using System.Globalization;
using System.Text.RegularExpressions;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Inference;

/// <summary>What a column is taken for, and why.</summary>
/// <param name="rows">Rows of the table.</param>
internal sealed partial class ColumnGuess(long rows)
{
    // Fewer rows may well differ in all their cells by chance, or rise by chance.
    private const int FewestForId = 20;
    private const int ManyForId = 100;

    // So many different cells a column that is named after an id may have, and still be a category.
    private const int FewIds = 20;

    // An exponential distribution has a skewness of 2.
    private const double Skewed = 2;
    private const double LongTail = 10;

    /// <summary>A column that may be an input.</summary>
    public TableColumn Input(ColumnSummary column)
    {
        if (column.Filled == 0)
        {
            return LeftOut(column, ColumnKind.Text, "every cell is missing");
        }

        if (column.Missing == 0 && (column.Words.Counts.Count == 1 || (column.AreNumbers && column.Numbers.Min == column.Numbers.Max)))
        {
            return LeftOut(column, ColumnKind.Text, Invariant($"'{column.Words.Example}' in all {rows} rows"));
        }

        return IdReason(column) is { } reason ? LeftOut(column, ColumnKind.Id, reason)
            : column.AreNumbers || column.OddMark is not null ? Number(column)
            : column.Dates.Fits ? Date(column)
            : Words(column);
    }

    /// <summary>A target of words.</summary>
    /// <exception cref="HyperDslException">There are too many.</exception>
    public TableColumn Classes(ColumnSummary column, string why)
    {
        if (column.Words.AreTooMany)
        {
            throw new HyperDslException(Invariant(
                $"The target '{column.Name}' has more than {WordSummary.Most} different words in {rows} rows, and is no class: '{column.Words.Example}' is one. Give another --target, or for numbers --task number."));
        }

        if (column.Words.Counts.Count < 2)
        {
            throw new HyperDslException(
                $"The target '{column.Name}' has {(column.Filled == 0 ? "no cell that is not missing" : $"the one word '{column.Words.Example}'")}; there is nothing to tell apart.");
        }

        return Category(column, why);
    }

    /// <summary>A target of numbers.</summary>
    /// <exception cref="HyperDslException">A cell is none.</exception>
    public static TableColumn Numbers(ColumnSummary column, string why)
    {
        if (!column.AreNumbers && column.OddMark is null)
        {
            throw new HyperDslException($"The target '{column.Name}' is no column of numbers: '{column.FirstOther}' is one of its cells. Give --task classes, or another --target.");
        }

        return NumberColumn(column, NumberScale.Standard, why);
    }

    private string? IdReason(ColumnSummary column)
    {
        var differ = column.Words.AreDifferent && column.Filled == rows;
        var (isWhole, hasFew) = (column.AreNumbers && column.Numbers.AreWhole, !column.Words.AreTooMany && column.Words.Counts.Count <= FewIds);
        if (IdName().IsMatch(column.Name) && !hasFew && (isWhole || column.Numbers.Count == 0))
        {
            return $"its name says that it names something; {Different(column)}";
        }

        if (!differ || rows < FewestForId || !(isWhole || column.Numbers.Count < column.Filled) || column.Dates.Fits)
        {
            return null;
        }

        if (isWhole)
        {
            var inTurn = column.Numbers.Max - column.Numbers.Min + 1 == rows;
            return inTurn ? Invariant($"the whole numbers from {column.Numbers.Min} to {column.Numbers.Max}, each once: they count the rows")
                : column.Numbers.AreRising || rows >= ManyForId ? Invariant($"{rows} different whole numbers in {rows} rows")
                : null;
        }

        return column.Words.Example is { } word && !word.Contains(' ') ? Invariant($"{rows} different words in {rows} rows, such as '{Cut(word)}'") : null;
    }

    private TableColumn Words(ColumnSummary column)
    {
        var few = rows < 50 ? Math.Max(2, rows / 2) : Math.Min(WordSummary.Most, rows / 5);
        if (!column.Words.AreTooMany && column.Words.Counts.Count <= few)
        {
            return Category(column, Different(column));
        }

        var mixed = column.Numbers.Count > column.Filled / 2
            ? Invariant($"{column.Filled - column.Numbers.Count} of {column.Filled} cells are no numbers, such as '{Cut(column.FirstOther!)}'")
            : Different(column);
        return LeftOut(column, ColumnKind.Text, mixed);
    }

    private static TableColumn Number(ColumnSummary column)
    {
        var numbers = column.Numbers;
        if (!column.Words.AreTooMany && numbers.AreWhole && numbers is { Min: 0, Max: 1 })
        {
            return NumberColumn(column, NumberScale.None, "0 and 1");
        }

        var isSkewed = numbers.Min >= 0 && numbers.Skewness > Skewed && numbers.Max > LongTail * numbers.Mean
            && (column.Words.AreTooMany || column.Words.Counts.Count > FewIds);
        return isSkewed
            ? NumberColumn(column, NumberScale.Log, Invariant($"numbers from 0 up with a long tail: the largest is {numbers.Max / numbers.Mean:0} times the mean, the skewness {numbers.Skewness:0.0}"))
            : NumberColumn(column, NumberScale.Standard, numbers.AreWhole ? "whole numbers" : "numbers");
    }

    private static TableColumn NumberColumn(ColumnSummary column, NumberScale scale, string why)
    {
        var odd = column.OddMark;
        return new TableColumn(column.Name, ColumnKind.Number)
        {
            Min = column.Numbers.Min,
            Max = column.Numbers.Max,
            Scale = scale,
            Missing = column.Missing + (odd?.Count ?? 0),
            Why = odd is { } mark ? $"{why}; '{mark.Word}' stands for a missing one" : why,
        };
    }

    private static TableColumn Date(ColumnSummary column)
    {
        var (format, min, max) = column.Dates.Best;
        return new TableColumn(column.Name, ColumnKind.Date)
        {
            Format = format,
            Min = min,
            Max = max,
            Missing = column.Missing,
            Why = column.Dates.IsAmbiguous ? $"dates; whether the month or the day comes first cannot be seen, and {format} was taken: check it" : "dates",
        };
    }

    private static TableColumn Category(ColumnSummary column, string why)
    {
        // Numbers in their order, words in that of their letters.
        var words = column.Words.Counts.Keys;
        var isNumeric = words.All(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return new TableColumn(column.Name, ColumnKind.Category)
        {
            Words = isNumeric
                ? [.. words.OrderBy(word => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture)).ThenBy(word => word, StringComparer.Ordinal)]
                : [.. words.Order(StringComparer.Ordinal)],
            Missing = column.Missing,
            Why = why,
        };
    }

    private static TableColumn LeftOut(ColumnSummary column, ColumnKind kind, string reason) =>
        new(column.Name, kind) { Missing = column.Missing, Why = $"left out: {reason}" };

    private string Different(ColumnSummary column) => column.Words.AreTooMany
        ? Invariant($"{(column.Words.AreDifferent && column.Filled == rows ? rows.ToString(CultureInfo.InvariantCulture) : $"more than {WordSummary.Most}")} different {What(column)} in {rows} rows")
        : Invariant($"{column.Words.Counts.Count} different {What(column)} in {rows} rows");

    private static string What(ColumnSummary column) => column.AreNumbers ? "numbers" : "words";

    private static string Cut(string word) => Runtime.Files.ShownText.Of(word.Length <= 30 ? word : word[..30] + "…");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"(^|[_\-. ])(?i:id|uuid|guid|identifier)$|(?<=[a-z])(Id|ID|Uuid|UUID|Guid|GUID)$")]
    private static partial Regex IdName();
}
