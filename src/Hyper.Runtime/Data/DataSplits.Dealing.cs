using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Data.Rows;

namespace Hyper.Runtime.Data;

/// <content>Other ways to deal rows out: by class, by group, in time, and into folds.</content>
public partial class DataSplits
{
    /// <summary>
    /// Deals rows out at random so that each split has nearly the same share of each class; none twice, and the same seed deals the same rows
    /// on every machine.
    /// </summary>
    /// <param name="all">Rows with one class label each; they are copied, and stay the caller's.</param>
    /// <param name="seed">Decides which row goes where.</param>
    /// <param name="training">Rows to train on, at least 1.</param>
    /// <param name="validation">Rows to validate on, at least 1.</param>
    /// <param name="test">Rows to test on; 0 for no test split.</param>
    /// <exception cref="HyperDslException">A size is too small, there are not that many rows, or the targets are not one label a row.</exception>
    public static DataSplits Stratified(Dataset all, int seed, int training, int validation, int test = 0)
    {
        RequireSizes(all, training, validation, test);
        long[] rows = StratifiedOrder.Of(LabelsOf(all), seed);
        return Build(training, validation, test, (start, count) => all.Select(rows.AsSpan(start, count).ToArray()));
    }

    /// <summary>
    /// Deals groups of rows out at random, so that no group is in two splits: what a model has learned of a patient, a customer or a recording
    /// must not help it on the same one's other rows.
    /// </summary>
    /// <typeparam name="TGroup">What names a group.</typeparam>
    /// <param name="all">The rows; they are copied, and stay the caller's.</param>
    /// <param name="groups">The group of each row.</param>
    /// <param name="seed">Decides which group goes where.</param>
    /// <param name="training">The share of the rows to train on, above 0; as nearly as the groups allow.</param>
    /// <param name="validation">The share to validate on, above 0.</param>
    /// <param name="test">The share to test on; 0 for no test split. What the three leave of 1 is left out.</param>
    /// <exception cref="HyperDslException">A share is out of range, there is not a group for each row, or a split would have none.</exception>
    public static DataSplits Grouped<TGroup>(Dataset all, IReadOnlyList<TGroup> groups, int seed, double training, double validation, double test = 0)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(groups);
        RequireKeys(all, groups.Count, "groups");
        if (!(training > 0 && validation > 0 && test >= 0 && training + validation + test <= 1 + 1e-9))
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The shares are {training} for training, {validation} for validation and {test} for test; the first two must be above 0, and all three come to no more than 1."));
        }

        int[] parts = GroupDeal.Of(groups, test > 0 ? [training, validation, test] : [training, validation], seed);
        long[][] rows = [.. Enumerable.Range(0, test > 0 ? 3 : 2).Select(part => Shuffle.Order(parts.Length, seed).Where(row => parts[row] == part).ToArray())];
        if (Array.FindIndex(rows, part => part.Length == 0) is >= 0 and var empty)
        {
            throw new HyperDslException(
                $"The {(empty == 0 ? "training" : empty == 1 ? "validation" : "test")} split would have no rows: there are {Number(groups.Distinct().Count())} groups, and each goes into one split as a whole. Take larger shares, or finer groups.");
        }

        return new DataSplits(all.Select(rows[0]), all.Select(rows[1]), test > 0 ? all.Select(rows[2]) : null);
    }

    /// <summary>
    /// Deals rows out by time: the earliest to train on, later ones to validate on, the latest to test on, with a gap between one split and the
    /// next. Rows at the same time stay in their order.
    /// </summary>
    /// <param name="all">The rows; they are copied, and stay the caller's.</param>
    /// <param name="times">When each row was.</param>
    /// <param name="training">Rows to train on, at least 1.</param>
    /// <param name="validation">Rows to validate on, at least 1.</param>
    /// <param name="test">Rows to test on; 0 for no test split.</param>
    /// <param name="gap">How far a split's first row is behind the last one of the split before: rows in between are left out. As long as a target looks ahead, say.</param>
    /// <exception cref="HyperDslException">A size is too small, there is not a time for each row, or the gaps leave too few rows.</exception>
    public static DataSplits InTime(Dataset all, IReadOnlyList<DateTime> times, int training, int validation, int test = 0, TimeSpan gap = default)
    {
        ArgumentNullException.ThrowIfNull(times);
        RequireSizes(all, training, validation, test);
        RequireKeys(all, times.Count, "times");
        if (gap < TimeSpan.Zero)
            throw new HyperDslException($"The gap is {gap}; it must be zero or longer.");
        long[] order = [.. Enumerable.Range(0, times.Count).OrderBy(row => times[row]).Select(row => (long)row)];
        int next = 0;
        return Build(training, validation, test, (start, count) =>
        {
            if (start > 0)
            {
                DateTime last = times[(int)order[next - 1]];
                while (next < order.Length && times[(int)order[next]] - last < gap)
                    next++;
            }

            if (count > order.Length - next)
            {
                throw new HyperDslException(
                    $"A split is to have {Number(count)} rows, and {Number(order.Length - next)} are left after a gap of {gap}. Make the splits smaller, or the gap shorter.");
            }

            long[] rows = order[next..(next + count)];
            next += count;
            return all.Select(rows);
        });
    }

    /// <summary>
    /// Puts training and validation rows together and deals them out into k folds: each validates on one part and trains on the others. The
    /// test rows, where there are any, are those of each.
    /// </summary>
    /// <param name="count">k, at least 2.</param>
    /// <param name="seed">Decides which row goes where.</param>
    /// <param name="stratified">Whether each part has nearly the same share of each class.</param>
    /// <returns>k splits, which the caller disposes of.</returns>
    /// <exception cref="HyperDslException">There are fewer than two folds, fewer rows than folds, or the targets are not one label a row.</exception>
    public virtual IReadOnlyList<DataSplits> Folds(int count, int seed, bool stratified = false)
    {
        if (count < 2)
            throw new HyperDslException($"{Number(count)} folds are asked for; at least 2 are expected.");
        using Dataset all = Dataset.Concat(Training, Validation);
        if (all.Count < count)
        {
            throw new HyperDslException(
                $"{Number(count)} folds are asked for, and there are {Number(all.Count)} training and validation rows: each fold needs a row to validate on. Use fewer folds.");
        }

        long[] order = stratified ? StratifiedOrder.Of(LabelsOf(all), seed) : Shuffle.Order(checked((int)all.Count), seed);
        var folds = new List<DataSplits>(count);
        for (int fold = 0; fold < count; fold++)
        {
            // Every k-th row of the order: of a stratified one, that is a stratified part.
            long[] held = [.. order.Where((_, place) => place % count == fold)];
            long[] rest = [.. order.Where((_, place) => place % count != fold)];
            folds.Add(Fold(all, rest, held));
        }

        return folds;
    }

    /// <summary>The splits of a fold.</summary>
    /// <param name="all">The training rows, and behind them the validation rows.</param>
    /// <param name="rest">Those to train on.</param>
    /// <param name="held">Those to validate on.</param>
    internal virtual DataSplits Fold(Dataset all, long[] rest, long[] held) => new(all.Select(rest), all.Select(held), Test?.Share());

    /// <summary>
    /// The rows of validation and test split whose inputs are also in a split before, to the last bit: what the model has seen there says
    /// little about rows that it has not.
    /// </summary>
    public IReadOnlyList<SharedRow> SharedRows()
    {
        var training = new RowKeys(Training.InputsInParts());
        var shared = new List<SharedRow>();
        Add(training, Validation, "validation", "training");
        if (Test is { } test)
        {
            Add(training, test, "test", "training");
            Add(new RowKeys(Validation.InputsInParts()), test, "test", "validation");
        }

        return shared;

        void Add(RowKeys earlier, Dataset later, string name, string other) =>
            shared.AddRange(earlier.FindIn(later.InputsInParts()).Select(found => new SharedRow(name, found.Row, other, found.SameAs)));
    }

    private static long[] LabelsOf(Dataset all)
    {
        return all.ReadLabels() ?? throw new HyperDslException($"The targets are {all.Layout.Target.Text(all.Count)}; rows are dealt out by class where each has one class label.");
    }

    private static void RequireKeys(Dataset all, int count, string what)
    {
        if (count != all.Count)
            throw new HyperDslException($"There are {Number(count)} {what} and {Number(all.Count)} rows; each row has one.");
    }
}
