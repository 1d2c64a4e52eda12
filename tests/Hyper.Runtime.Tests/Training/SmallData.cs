using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Three classes of points in eight dimensions, 60 rows to train and 40 to validate.</summary>
internal static class SmallData
{
    public static DataSplits Labelled()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(11);
        var centres = randn(3, 8, generator: noise);
        var labels = arange(100, dtype: ScalarType.Int64).remainder(3);
        var inputs = centres.index_select(0, labels) + (randn(100, 8, generator: noise) * 0.7);
        using var all = new Dataset(inputs.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
        return DataSplits.InOrder(all, 60, 40);
    }
}
