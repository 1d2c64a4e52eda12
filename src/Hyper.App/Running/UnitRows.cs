using Hyper.App.Records.Units;
using Hyper.Runtime.Data;

namespace Hyper.App.Running;

/// <summary>The rows of a unit: all of them, or those of its fold.</summary>
internal sealed class UnitRows : IDisposable
{
    private readonly IReadOnlyList<DataSplits> folds;

    private UnitRows(DataSplits data, IReadOnlyList<DataSplits> folds) => (Data, this.folds) = (data, folds);

    /// <summary>The rows.</summary>
    public DataSplits Data { get; }

    /// <summary>The rows of a unit.</summary>
    /// <param name="whole">All rows; they stay the caller's.</param>
    /// <param name="part">The fold; null for none.</param>
    /// <param name="seed">Deals them out.</param>
    public static UnitRows Of(DataSplits whole, FoldPart? part, int seed)
    {
        if (part is null)
        {
            return new UnitRows(whole, []);
        }

        var folds = whole.Folds(part.Of, seed, part.Stratified);
        return new UnitRows(folds[part.Index], folds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var fold in folds)
        {
            fold.Dispose();
        }
    }
}
