using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>Rows of random pixels in ten classes.</summary>
internal static class RandomRows
{
    public static DataSplits Create(int pixels, bool oneHot, int count = 10_000)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(1);
        return new DataSplits(Rows(), Rows());

        Dataset Rows()
        {
            var labels = randint(10, count, dtype: ScalarType.Int64, generator: noise);
            var targets = oneHot ? nn.functional.one_hot(labels, 10).to(ScalarType.Float32) : labels;
            return new Dataset(rand(count, pixels, generator: noise).DetachFromDisposeScope(), targets.DetachFromDisposeScope());
        }
    }
}
