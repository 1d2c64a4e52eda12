using Hyper.Tables.Reading;
using Hyper.Tables.Splitting;
using Hyper.Tables.Views;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace Hyper.Tables;

/// <summary>The rows of a table, checked against its schema, as they are: nothing is scaled or filled in yet.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TAnswer">What a model answers to one.</typeparam>
public sealed class Table<TRow, TAnswer>
    where TRow : ITableRow<TRow>
    where TAnswer : ITableAnswer<TAnswer>
{
    private readonly TableData data;

    private Table(TableData data) => this.data = data;

    /// <summary>The table's schema.</summary>
    public TableSchema Schema => data.Schema;

    /// <summary>Rows, those without a target included.</summary>
    public long Count => data.Count;

    /// <summary>What is worth knowing of the file, a sentence each: cells outside of the schema's ranges, unknown words, rows without a target.</summary>
    public IReadOnlyList<string> Warnings => data.Warnings;

    /// <summary>A row.</summary>
    /// <param name="row">Its number, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    public TRow this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, data.Count);
            return TRow.Of(Array.ConvertAll(data.Inputs, column => column[row]));
        }
    }

    /// <summary>Reads a file, and checks it against the schema. It may be another than the one that the schema was made of.</summary>
    /// <param name="path">A CSV, TSV or Parquet file, which may be compressed with gzip.</param>
    /// <exception cref="HyperDslException">The file cannot be read, or does not fit the schema: line, column and what was expected are named.</exception>
    public static Table<TRow, TAnswer> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var rows = TableFiles.Open(path, TRow.Schema.File);
        return new Table<TRow, TAnswer>(TableReader.Read(rows, TRow.Schema));
    }

    /// <summary>Takes rows over from ML.NET, or from a <see cref="DataFrame"/>, which is a view as well; they are checked as those of a file.</summary>
    /// <param name="view">The rows, with the schema's columns by name.</param>
    /// <exception cref="HyperDslException">The rows do not fit the schema.</exception>
    public static Table<TRow, TAnswer> From(IDataView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        using var rows = new ViewRows(view);
        return new Table<TRow, TAnswer>(TableReader.Read(rows, TRow.Schema));
    }

    /// <summary>
    /// The inputs and targets as a data frame, which is an <see cref="IDataView"/> for ML.NET: numbers, words and dates, with nothing where a
    /// cell is missing. Columns that are left out are not in it.
    /// </summary>
    public DataFrame ToDataFrame() => TableFrame.Of(data);

    /// <summary>
    /// Deals the rows out at random: so that each split has nearly the same share of each class, where the task is classes. The same seed deals
    /// the same rows. Rows without a target are left out.
    /// </summary>
    /// <param name="seed">Decides which row goes where.</param>
    /// <param name="training">The share to train on, above 0.</param>
    /// <param name="validation">The share to validate on, above 0.</param>
    /// <param name="test">The share to test on; 0 for no test split. What the three leave of 1 is left out.</param>
    /// <exception cref="HyperDslException">A share is out of range, or there are too few rows.</exception>
    public TableSplits Split(int seed, double training = 0.6, double validation = 0.2, double test = 0.2) =>
        RowDeal.AtRandom(data, seed, new SplitShares(training, validation, test));

    /// <summary>
    /// Deals groups of rows out at random, so that no group is in two splits: what was learned of a patient or a customer must not help on the
    /// same one's other rows. A row whose group is missing is a group of its own.
    /// </summary>
    /// <param name="column">What names the group: any column but a target, one that is left out included.</param>
    /// <param name="seed">Decides which group goes where.</param>
    /// <param name="training">The share of the rows to train on, above 0; as nearly as the groups allow.</param>
    /// <param name="validation">The share to validate on, above 0.</param>
    /// <param name="test">The share to test on; 0 for no test split.</param>
    /// <exception cref="HyperDslException">There is no such column, a share is out of range, or a split would have no rows.</exception>
    public TableSplits SplitByGroup(string column, int seed, double training = 0.6, double validation = 0.2, double test = 0.2)
    {
        ArgumentNullException.ThrowIfNull(column);
        return RowDeal.ByGroup(data, column, seed, new SplitShares(training, validation, test));
    }

    /// <summary>Deals the rows out by time: the earliest to train on, later ones to validate on, the latest to test on.</summary>
    /// <param name="column">When a row was: a date, or a number such as a year.</param>
    /// <param name="training">The share to train on, above 0.</param>
    /// <param name="validation">The share to validate on, above 0.</param>
    /// <param name="test">The share to test on; 0 for no test split.</param>
    /// <param name="gap">How far a split's first row is behind the last one of the split before, for dates: earlier rows of the later split are left out. As long as a target looks ahead, say.</param>
    /// <exception cref="HyperDslException">There is no such column, a row has no time, a share is out of range, or a split would have no rows.</exception>
    public TableSplits SplitInTime(string column, double training = 0.6, double validation = 0.2, double test = 0.2, TimeSpan gap = default)
    {
        ArgumentNullException.ThrowIfNull(column);
        return RowDeal.InTime(data, column, gap, new SplitShares(training, validation, test));
    }

    /// <summary>Deals the rows out in the file's order: the first to train on, the next to validate on, the last to test on.</summary>
    /// <param name="training">The share to train on, above 0.</param>
    /// <param name="validation">The share to validate on, above 0.</param>
    /// <param name="test">The share to test on; 0 for no test split.</param>
    /// <exception cref="HyperDslException">A share is out of range, or there are too few rows.</exception>
    public TableSplits SplitInOrder(double training = 0.6, double validation = 0.2, double test = 0.2) =>
        RowDeal.InOrder(data, new SplitShares(training, validation, test));
}
