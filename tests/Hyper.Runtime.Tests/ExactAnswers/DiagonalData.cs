using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>The diagonal problem as rows: inputs √d·I with targets √d·z, whose mean squared error is Σ(w − z)².</summary>
internal static class DiagonalData
{
    public static DataSplits Splits(double[] z, double[] t)
    {
        var scale = Math.Sqrt(z.Length);
        return new DataSplits(Rows(z), Rows(t));

        Dataset Rows(double[] targets)
        {
            using var scope = NewDisposeScope();
            return new Dataset(
                (eye(targets.Length, dtype: ScalarType.Float64) * scale).DetachFromDisposeScope(),
                (tensor(targets).view(-1, 1) * scale).DetachFromDisposeScope());
        }
    }
}
