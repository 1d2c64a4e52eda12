using Hyper.Runtime.Data;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Batches;

/// <summary>
/// The training and validation rows, put together and dealt out at random into k parts: fold i validates on the i-th part and trains on
/// the others.
/// </summary>
internal sealed class RowFolds : IDisposable
{
    private RowFolds(IReadOnlyList<DataSplits> splits) => Splits = splits;

    /// <summary>The splits of each fold; the first has the test rows, too, if there are any.</summary>
    public IReadOnlyList<DataSplits> Splits { get; }

    /// <summary>Deals the rows out by the settings' seed.</summary>
    /// <param name="splits">The rows; the folds are copies.</param>
    /// <param name="settings">Says how many folds.</param>
    /// <exception cref="HyperDslException">There are fewer rows than folds.</exception>
    public static RowFolds Deal(DataSplits splits, ExperimentSettings settings)
    {
        using var all = Dataset.Concat(splits.Training, splits.Validation);
        if (all.Count < settings.Folds)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"{settings.Folds} folds are asked for, and there are {all.Count} training and validation rows: each fold needs a row to validate on. Use fewer folds."));
        }

        var order = Shuffle.Order(checked((int)all.Count), settings.Seed);
        var dealt = new List<DataSplits>(settings.Folds);
        for (var fold = 0; fold < settings.Folds; fold++)
        {
            var held = order.Where((_, place) => place % settings.Folds == fold).ToArray();
            var rest = order.Where((_, place) => place % settings.Folds != fold).ToArray();
            dealt.Add(new DataSplits(all.Select(rest), all.Select(held), fold == 0 ? splits.Test?.Share() : null));
        }

        return new RowFolds(dealt);
    }

    public void Dispose()
    {
        foreach (var splits in Splits)
        {
            splits.Dispose();
        }
    }
}
