using Hyper.Tables.Reading;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Preparation;

/// <summary>Looks at the cells of training rows. Missing ones say nothing, and count nowhere.</summary>
internal static class ColumnFit
{
    /// <summary>Looks at all columns of numbers and dates.</summary>
    /// <param name="data">The table.</param>
    /// <param name="rows">The training rows.</param>
    public static TablePreparation Of(TableData data, ReadOnlySpan<int> rows) => new(
        data.Schema, All(data.Schema.InputColumns, data.Inputs, rows), All(data.Schema.TargetColumns, data.Targets, rows));

    private static List<PreparedColumn> All(IReadOnlyList<TableColumn> columns, double[][] cells, ReadOnlySpan<int> rows)
    {
        var fitted = new List<PreparedColumn>();
        foreach (var (index, column) in columns.Index())
        {
            if (column.Kind != ColumnKind.Category)
            {
                fitted.Add(Of(column, cells[index], rows));
            }
        }

        return fitted;
    }

    private static PreparedColumn Of(TableColumn column, double[] cells, ReadOnlySpan<int> rows)
    {
        var found = new List<double>(rows.Length);
        foreach (var row in rows)
        {
            if (!double.IsNaN(cells[row]))
            {
                found.Add(cells[row]);
            }
        }

        if (found.Count == 0)
        {
            return new PreparedColumn(column.Name, 0, 0, 1);
        }

        found.Sort();
        var fill = Median(found);
        if (column.Scale == NumberScale.None)
        {
            return new PreparedColumn(column.Name, fill, 0, 1);
        }

        double[] values = [.. found.Select(value => Scaling.Unfold(column.Scale, value))];
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));

        // Of equal numbers the mean may differ in its last bit, and the deviation then is no zero.
        return new PreparedColumn(column.Name, fill, mean, found[0] < found[^1] && deviation > 0 ? deviation : 1);
    }

    private static double Median(List<double> sorted)
    {
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : sorted[middle - 1] + ((sorted[middle] - sorted[middle - 1]) / 2);
    }
}
