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

    /// <summary>The splits of each fold; each has the test rows, too, if there are any.</summary>
    public IReadOnlyList<DataSplits> Splits { get; }

    /// <summary>Deals the rows out by the settings' seed.</summary>
    /// <param name="splits">The rows; the folds are copies.</param>
    /// <param name="settings">Says how many folds.</param>
    /// <exception cref="HyperDslException">There are fewer rows than folds.</exception>
    public static RowFolds Deal(DataSplits splits, ExperimentSettings settings) => new(splits.Folds(settings.Folds, settings.Seed));

    public void Dispose()
    {
        foreach (var splits in Splits)
        {
            splits.Dispose();
        }
    }
}
