using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>Inputs √d·I with targets √d·z: the mean squared error over the rows is Σ(w − z)².</summary>
internal static class DiagonalData
{
    /// <summary>Training targets z and validation targets t.</summary>
    public static DataSplits Of(double[] z, double[] t)
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

    /// <summary>Targets with t/z between 0.25 and 0.75, so that the optimum lies between ±ln 3.</summary>
    public static (double[] Z, double[] T) Random(int count, int seed)
    {
        var random = new Random(seed);
        var z = Enumerable.Range(0, count).Select(_ => (1 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1)).ToArray();
        return (z, [.. z.Select(value => value * (0.25 + (0.5 * random.NextDouble())))]);
    }
}
