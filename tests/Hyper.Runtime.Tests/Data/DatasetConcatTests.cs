using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

public sealed class DatasetConcatTests
{
    static DatasetConcatTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void A_single_dataset_is_copied()
    {
        using var one = new Dataset(ones(3, 2), ones(3));
        using (var copy = Dataset.Concat(one))
        {
            copy.Inputs.fill_(2);
        }

        Assert.Equal(1, one.Inputs[0, 0].item<float>());
    }

    [Fact]
    public void Rows_follow_one_another()
    {
        using var first = new Dataset(arange(6, dtype: ScalarType.Float32).view(3, 2), arange(3, dtype: ScalarType.Int64));
        using var second = new Dataset(ones(1, 2), full(1, 7, ScalarType.Int64));
        using var both = Dataset.Concat(first, second, first);
        Assert.Equal([0f, 1, 2, 3, 4, 5, 1, 1, 0, 1, 2, 3, 4, 5], both.Inputs.data<float>().ToArray());
        Assert.Equal([0L, 1, 2, 7, 0, 1, 2], both.Targets.data<long>().ToArray());
    }

    [Fact]
    public void Other_rows_are_refused()
    {
        using var labels = new Dataset(ones(2, 2), zeros(2, dtype: ScalarType.Int64));
        using var numbers = new Dataset(ones(2, 2), zeros(2, 1));
        using var wide = new Dataset(ones(2, 3), zeros(2, dtype: ScalarType.Int64));
        Assert.Contains("The targets of dataset 1 (counted from 0)", Assert.Throws<HyperDslException>(() => Dataset.Concat(labels, numbers)).Message, StringComparison.Ordinal);
        Assert.Contains("The inputs of dataset 2", Assert.Throws<HyperDslException>(() => Dataset.Concat(labels, labels, wide)).Message, StringComparison.Ordinal);
        Assert.Throws<HyperDslException>(() => Dataset.Concat());
    }
}
