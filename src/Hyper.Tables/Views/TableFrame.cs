using Hyper.Tables.Reading;
using Hyper.Tables.Schema;
using Microsoft.Data.Analysis;

namespace Hyper.Tables.Views;

/// <summary>The cells of a table as a data frame.</summary>
internal static class TableFrame
{
    /// <summary>The frame: inputs and targets, in the schema's order.</summary>
    public static DataFrame Of(TableData data) => new(data.Schema.Columns.Where(column => column.IsUsed).Select(column => Column(column, Cells(data, column))));

    private static double[] Cells(TableData data, TableColumn column)
    {
        var (inputs, targets) = (data.Schema.InputColumns.ToList().IndexOf(column), data.Schema.TargetColumns.ToList().IndexOf(column));
        return inputs >= 0 ? data.Inputs[inputs] : data.Targets[targets];
    }

    private static DataFrameColumn Column(TableColumn column, double[] cells) => column.Kind switch
    {
        ColumnKind.Category => new StringDataFrameColumn(column.Name, cells.Select(cell => double.IsNaN(cell) ? null : column.Words[(int)cell])),
        ColumnKind.Date => new DateTimeDataFrameColumn(column.Name, cells.Select(cell => double.IsNaN(cell) ? (DateTime?)null : CellDate.Time(cell))),
        _ => new DoubleDataFrameColumn(column.Name, cells.Select(cell => double.IsNaN(cell) ? (double?)null : cell)),
    };
}
