using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Orders;
using Hyper.Tables.Preparation;
using Hyper.Tables.Reading;
using Hyper.Tables.Splitting;

namespace Hyper.Tables;

/// <summary>
/// The rows of a table, dealt out, and prepared by what the training rows say: the others have no part in means, deviations and medians.
/// Folds are prepared anew, each by its own training rows.
/// </summary>
public sealed class TableSplits : DataSplits
{
    private readonly TableData data;
    private readonly RowNumbers rows;
    private readonly FoldsOf folds;
    private readonly IReadOnlyList<string> dealt;
    private readonly Lazy<IReadOnlyList<string>> warnings;

    internal TableSplits(TableData data, int[] training, int[] validation, int[]? test, FoldsOf folds, IReadOnlyList<string> dealt)
        : this(data, new RowNumbers(training, validation, test), TablePreparation.Fit(data, training), folds, dealt)
    {
    }

    private TableSplits(TableData data, RowNumbers rows, TablePreparation preparation, FoldsOf folds, IReadOnlyList<string> dealt)
        : this(
            data,
            rows,
            preparation,
            folds,
            dealt,
            PreparedRows.ToDataset(preparation, data, rows.Training),
            PreparedRows.ToDataset(preparation, data, rows.Validation),
            rows.Test is null ? null : PreparedRows.ToDataset(preparation, data, rows.Test))
    {
    }

    private TableSplits(TableData data, RowNumbers rows, TablePreparation preparation, FoldsOf folds, IReadOnlyList<string> dealt, Dataset training, Dataset validation, Dataset? test)
        : base(training, validation, test)
    {
        (this.data, this.rows, this.folds, this.dealt, Preparation) = (data, rows, folds, dealt, preparation);
        warnings = new Lazy<IReadOnlyList<string>>(() => [.. data.Warnings, .. dealt, .. SplitWarnings.Of(data, rows.Training, rows.Validation.Concat(rows.Test ?? []), this)]);
    }

    /// <summary>How rows become what a model reads: fitted to the training rows.</summary>
    public TablePreparation Preparation { get; }

    /// <summary>The numbers of the training rows in the table, counted from 0.</summary>
    public IReadOnlyList<int> TrainingRows => rows.Training;

    /// <summary>The numbers of the validation rows in the table, counted from 0.</summary>
    public IReadOnlyList<int> ValidationRows => rows.Validation;

    /// <summary>The numbers of the test rows in the table, counted from 0; none where there is no test split.</summary>
    public IReadOnlyList<int> TestRows => rows.Test ?? [];

    /// <summary>
    /// What is worth knowing, a sentence each: that of the table, rows that are in two splits, classes and columns of which the training rows say
    /// nothing. The first look takes a while for large tables; the rows must not have been disposed of by then.
    /// </summary>
    public IReadOnlyList<string> Warnings => warnings.Value;

    /// <inheritdoc/>
    public override DataSplits To(TorchSharp.torch.Device device, TorchSharp.torch.ScalarType floatType) =>
        With(Training.To(device, floatType), Validation.To(device, floatType), Test?.To(device, floatType));

    /// <inheritdoc/>
    /// <remarks>Each fold is prepared by its own training rows. Groups stay together, where the rows were dealt out by group.</remarks>
    public override IReadOnlyList<DataSplits> Folds(int count, int seed, bool stratified = false)
    {
        if (!folds.AreAllowed)
        {
            throw new HyperDslException("These rows were dealt out in time, and have no folds: a fold would learn from rows that are later than those that it is judged by. Use Split, or no folds.");
        }

        if (folds.Groups is not { } groups)
        {
            return base.Folds(count, seed, stratified);
        }

        int[] all = [.. rows.Training, .. rows.Validation];
        var partOf = GroupDeal.Of(Array.ConvertAll(all, row => groups[row]), [.. Enumerable.Repeat(1.0 / Math.Max(count, 1), Math.Max(count, 1))], seed);
        if (count < 2 || Enumerable.Range(0, count).Any(part => !partOf.Contains(part)))
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"{count} folds are asked for, and the training and validation rows have {all.Select(row => groups[row]).Distinct().Count()} groups; at least 2 folds, and a group for each, are expected."));
        }

        return [.. Enumerable.Range(0, count).Select(part => new TableSplits(
            data, [.. all.Where((_, place) => partOf[place] != part)], [.. all.Where((_, place) => partOf[place] == part)], rows.Test, folds, dealt))];
    }

    /// <inheritdoc/>
    internal override DataSplits Fold(Dataset all, long[] rest, long[] held)
    {
        int[] own = [.. rows.Training, .. rows.Validation];
        return new TableSplits(data, Array.ConvertAll(rest, place => own[place]), Array.ConvertAll(held, place => own[place]), rows.Test, folds, dealt);
    }

    /// <inheritdoc/>
    internal override DataSplits Share()
    {
        RequireAlive();
        return With(Training.Share(), Validation.Share(), Test?.Share());
    }

    private TableSplits With(Dataset training, Dataset validation, Dataset? test) => new(data, rows, Preparation, folds, dealt, training, validation, test);

    private sealed record RowNumbers(int[] Training, int[] Validation, int[]? Test);
}
