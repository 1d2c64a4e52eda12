using Hyper.Runtime.Data.Orders;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Splitting;

/// <summary>Deals the rows of a table out, by the orders that datasets are dealt out by.</summary>
internal static class RowDeal
{
    /// <summary>At random, by class where there are classes.</summary>
    public static TableSplits AtRandom(TableData data, int seed, SplitShares shares)
    {
        var rows = data.Answered;
        var order = data.Schema.Task == TableTask.Classes
            ? StratifiedOrder.Of(Array.ConvertAll(rows, row => (long)data.Targets[0][row]), seed)
            : Shuffle.Order(rows.Length, seed);
        return Cut(data, Array.ConvertAll(order, place => rows[place]), shares, FoldsOf.Rows);
    }

    /// <summary>In the order of the file.</summary>
    public static TableSplits InOrder(TableData data, SplitShares shares) => Cut(data, data.Answered, shares, FoldsOf.Rows);

    /// <summary>By groups.</summary>
    public static TableSplits ByGroup(TableData data, string column, int seed, SplitShares shares)
    {
        var rows = data.Answered;
        shares.Of(rows.Length);
        var (groups, missing) = Groups(data, column);
        double[] parts = shares.Test > 0 ? [shares.Training, shares.Validation, shares.Test] : [shares.Training, shares.Validation];
        var partOf = GroupDeal.Of(Array.ConvertAll(rows, row => groups[row]), parts, seed);
        var order = Shuffle.Order(rows.Length, seed);
        int[][] dealt = [.. Enumerable.Range(0, parts.Length).Select(part => order.Where(place => partOf[place] == part).Select(place => rows[place]).ToArray())];
        if (Array.FindIndex(dealt, part => part.Length == 0) is >= 0 and var empty)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The {(empty == 0 ? "training" : empty == 1 ? "validation" : "test")} split would have no rows: '{column}' has {rows.Select(row => groups[row]).Distinct().Count()} groups, and each goes into one split as a whole. Take larger shares, or finer groups."));
        }

        string[] warnings = missing == 0 ? [] : [FormattableString.Invariant($"The group '{column}' is missing in {missing} of {data.Count} rows; each of them is a group of its own, and may belong to one that is in another split.")];
        return new TableSplits(data, dealt[0], dealt[1], dealt.ElementAtOrDefault(2), new FoldsOf(AreAllowed: true, groups), warnings);
    }

    /// <summary>By time.</summary>
    public static TableSplits InTime(TableData data, string column, TimeSpan gap, SplitShares shares)
    {
        var (times, isDate) = Times(data, column);
        if (gap < TimeSpan.Zero || (gap > TimeSpan.Zero && !isDate))
        {
            throw new HyperDslException($"The gap is {gap}; {(isDate ? "it must be zero or longer" : $"'{column}' is a number and no date, and a gap of time means nothing there")}.");
        }

        var rows = data.Answered;
        if (Array.FindIndex(rows, row => double.IsNaN(times[row])) is >= 0 and var none)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"'{column}' is missing in {rows.Count(row => double.IsNaN(times[row]))} rows, the first being row {rows[none] + 1}; rows can be dealt out by time where each has one. Fill it in, or remove the rows."));
        }

        int[] order = [.. rows.OrderBy(row => times[row])];
        var (training, validation, test) = shares.Of(order.Length);
        var first = order[..training];
        var second = After(first, order[training..(training + validation)]);
        var third = test == 0 ? null : After(second, order[(training + validation)..(training + validation + test)]);
        return new TableSplits(data, first, second, third, FoldsOf.Nothing, []);

        int[] After(int[] before, int[] rows)
        {
            var earliest = times[before[^1]] + gap.TotalDays;
            int[] left = gap == TimeSpan.Zero ? rows : [.. rows.SkipWhile(row => times[row] < earliest)];
            return left.Length > 0 ? left : throw new HyperDslException(FormattableString.Invariant(
                $"A gap of {gap} leaves none of the {rows.Length} rows of a split, which end at {CellDate.Text(times[rows[^1]])}; the split before ends at {CellDate.Text(times[before[^1]])}. Make the gap shorter, or the split larger."));
        }
    }

    private static TableSplits Cut(TableData data, int[] order, SplitShares shares, FoldsOf folds)
    {
        var (training, validation, test) = shares.Of(order.Length);
        return new TableSplits(
            data, order[..training], order[training..(training + validation)], test == 0 ? null : order[(training + validation)..(training + validation + test)], folds, []);
    }

    private static (UInt128[] Groups, int Missing) Groups(TableData data, string column)
    {
        UInt128[] groups;
        if (data.Keys.TryGetValue(column, out var keys))
        {
            groups = [.. keys];
        }
        else
        {
            // Never the 0 of a missing cell.
            groups = Array.ConvertAll(Cells(data, column), cell => double.IsNaN(cell) ? 0 : (UInt128)BitConverter.DoubleToUInt64Bits(cell) + 1);
        }

        var missing = 0;
        for (var row = 0; row < groups.Length; row++)
        {
            if (groups[row] == 0)
            {
                groups[row] = UInt128.MaxValue - (UInt128)(++missing);
            }
        }

        return (groups, missing);
    }

    private static (double[] Times, bool IsDate) Times(TableData data, string column)
    {
        var kind = data.Schema.Columns.FirstOrDefault(each => each.Name == column)?.Kind;
        return kind is null or ColumnKind.Number or ColumnKind.Date
            ? (Cells(data, column), kind == ColumnKind.Date)
            : throw new HyperDslException($"'{column}' is of the kind '{SchemaNames.Kinds.Of(kind.Value)}'; rows are dealt out in time by a date, or by a number such as a year.");
    }

    private static double[] Cells(TableData data, string column)
    {
        var index = data.Schema.InputColumns.ToList().FindIndex(each => each.Name == column);
        return index >= 0 ? data.Inputs[index] : throw new HyperDslException(
            data.Schema.TargetColumns.Any(target => target.Name == column)
                ? $"'{column}' is what is to be predicted; rows are dealt out by another column."
                : $"There is no column '{column}'; the columns are {SchemaNames.Shown(data.Schema.Columns.Select(each => each.Name))}.");
    }
}
