using CsCheck;
using Hyper.Runtime.Data.Orders;
using TorchSharp;

namespace Hyper.Runtime.Tests.Data;

public class DataSplitsTests : DataTests
{
    [Fact]
    public void In_order_the_first_rows_train_and_the_next_validate()
    {
        using Dataset all = Labelled(10);
        using DataSplits splits = DataSplits.InOrder(all, 5, 3, 2);
        Assert.Equal([0, 1, 2, 3, 4], Labels(splits.Training));
        Assert.Equal([5, 6, 7], Labels(splits.Validation));
        Assert.Equal([8, 9], Labels(splits.Test!));
        using DataSplits two = DataSplits.InOrder(all, 1, 1);
        Assert.Null(two.Test);
    }

    [Fact]
    public void A_random_split_deals_each_row_once_with_its_own_inputs()
    {
        Gen.Select(Gen.Int, Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[0, 20], Gen.Int[0, 5]).Sample(
            (seed, training, validation, test, left) =>
            {
                using Dataset all = Labelled(training + validation + test + left);
                using DataSplits splits = DataSplits.Random(all, seed, training, validation, test);
                Dataset[] parts = splits.Test is null ? [splits.Training, splits.Validation] : [splits.Training, splits.Validation, splits.Test];
                long[] dealt = [.. parts.SelectMany(Labels)];
                Assert.Equal(training + validation + test, dealt.Distinct().Count());
                Assert.Equal(training, splits.Training.Count);
                Assert.Equal(validation, splits.Validation.Count);
                foreach (Dataset part in parts)
                    Assert.Equal(Labels(part).SelectMany(i => new[] { 10f * i, (10f * i) + 1 }), Inputs(part));
            },
            iter: 100);
    }

    [Fact]
    public void The_same_seed_deals_the_same_rows_and_always_will()
    {
        using Dataset all = Labelled(8);
        using DataSplits one = DataSplits.Random(all, 7, 4, 4);
        using DataSplits same = DataSplits.Random(all, 7, 4, 4);
        using DataSplits other = DataSplits.Random(all, 8, 4, 4);
        Assert.Equal(Labels(one.Training), Labels(same.Training));
        Assert.Equal(Labels(one.Validation), Labels(same.Validation));
        Assert.NotEqual([.. Labels(one.Training), .. Labels(one.Validation)], (long[])[.. Labels(other.Training), .. Labels(other.Validation)]);

        // Results are recorded by their seed: this order may not change between versions.
        Assert.Equal(PinnedOrder, (long[])[.. Labels(one.Training), .. Labels(one.Validation)]);
    }

    private static readonly long[] PinnedOrder = [1, 5, 7, 6, 3, 0, 2, 4];

    [Fact]
    public void Every_order_is_as_likely_as_any_other()
    {
        var seen = new Dictionary<string, int>();
        for (int seed = 0; seed < 6000; seed++)
        {
            string order = string.Join(',', Shuffle.Order(3, seed));
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        // A thousand each; a deviation beyond 150 is five standard deviations.
        Assert.Equal(6, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Theory]
    [InlineData(0, 5, 1, "The training split is to have 0 rows; at least 1 is expected.")]
    [InlineData(5, -1, 1, "The validation split is to have -1 rows; at least 1 is expected.")]
    [InlineData(5, 1, -1, "The test split is to have -1 rows; at least 0 is expected.")]
    [InlineData(11, 1, 0, "The training split is to have 11 rows, and 10 of 10 are left")]
    [InlineData(6, 5, 0, "The validation split is to have 5 rows, and 4 of 10 are left")]
    [InlineData(6, 4, 1, "The test split is to have 1 rows, and 0 of 10 are left")]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, "The training split is to have 2147483647 rows")]
    public void Sizes_that_do_not_fit_are_refused(int training, int validation, int test, string expected)
    {
        using Dataset all = Labelled(10);
        Assert.StartsWith(expected, Refused(() => DataSplits.InOrder(all, training, validation, test)), StringComparison.Ordinal);
        Assert.StartsWith(expected, Refused(() => DataSplits.Random(all, 1, training, validation, test)), StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_of_unlike_rows_are_refused()
    {
        using Dataset training = Labelled(4);
        using var wider = new Dataset(torch.ones(4, 3), torch.zeros(4, dtype: torch.ScalarType.Int64));
        using var numbers = new Dataset(torch.ones(4, 2), torch.zeros(4, 1));
        Assert.StartsWith("The inputs of the validation split", Refused(() => _ = new DataSplits(training, wider)), StringComparison.Ordinal);
        Assert.StartsWith("The targets of the test split", Refused(() => _ = new DataSplits(training, training, numbers)), StringComparison.Ordinal);
    }

    [Fact]
    public void Conversion_converts_every_split()
    {
        using Dataset all = Labelled(6);
        using DataSplits splits = DataSplits.InOrder(all, 2, 2, 2);
        using DataSplits converted = splits.To(torch.CPU, torch.ScalarType.Float64);
        Assert.All(
            (Dataset[])[converted.Training, converted.Validation, converted.Test!],
            part => Assert.Equal(torch.ScalarType.Float64, part.Inputs.dtype));
    }
}
