using CsCheck;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

/// <summary>Rows are dealt out by class, by group, in time and into folds, by a seed, and none twice.</summary>
public sealed class DealingTests : DataTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Each_split_has_its_share_of_each_class(int seed)
    {
        // 70, 25 and 5 of 100.
        using Dataset all = Classed([.. Enumerable.Range(0, 100).Select(row => row < 70 ? 0L : row < 95 ? 1 : 2)]);
        using DataSplits splits = DataSplits.Stratified(all, seed, 60, 20, 20);
        foreach ((Dataset split, double share) in (ReadOnlySpan<(Dataset, double)>)[(splits.Training, 0.6), (splits.Validation, 0.2), (splits.Test!, 0.2)])
        {
            foreach ((long label, int count) in (ReadOnlySpan<(long, int)>)[(0, 70), (1, 25), (2, 5)])
                Assert.InRange(Labels(split).Count(found => found == label), Math.Floor(share * count) - 1, Math.Ceiling(share * count) + 1);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(row => (float)row), Rows(splits).Order());
        using DataSplits again = DataSplits.Stratified(all, seed, 60, 20, 20);
        Assert.Equal(Rows(splits), Rows(again));
        using DataSplits other = DataSplits.Stratified(all, seed + 1, 60, 20, 20);
        Assert.NotEqual(Rows(splits), Rows(other));
    }

    [Fact]
    public void Classes_are_needed_to_deal_by()
    {
        using var numbers = new Dataset(ones(4, 1), ones(4, 1));
        Assert.Contains("one class label", Refused(() => DataSplits.Stratified(numbers, 0, 2, 2)), StringComparison.Ordinal);
        using var pixels = new Dataset(ones(4, 1), zeros(4, 2, dtype: ScalarType.Int64));
        Assert.Contains("one class label", Refused(() => DataSplits.Stratified(pixels, 0, 2, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_is_in_one_split_only()
    {
        Check.Sample(
            Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 30].Array[30, 200]),
            drawn =>
            {
                (int seed, int[] groups) = drawn;
                using Dataset all = Classed([.. groups.Select(_ => 0L)]);
                DataSplits splits;
                try
                {
                    splits = DataSplits.Grouped(all, groups, seed, 0.6, 0.2, 0.2);
                }
                catch (HyperDslException refusal)
                {
                    return refusal.Message.Contains("groups", StringComparison.Ordinal);
                }

                using (splits)
                {
                    var parts = new[] { splits.Training, splits.Validation, splits.Test! }.Select(split => Inputs(split).Select(row => groups[(int)row]).ToHashSet()).ToList();
                    return !parts[0].Overlaps(parts[1]) && !parts[0].Overlaps(parts[2]) && !parts[1].Overlaps(parts[2]) && Rows(splits).Order().SequenceEqual(Enumerable.Range(0, groups.Length).Select(row => (float)row));
                }
            },
            iter: 60);
    }

    [Fact]
    public void Groups_of_equal_size_keep_the_shares()
    {
        string[] groups = [.. Enumerable.Range(0, 200).Select(row => $"patient {row / 10}")];
        using Dataset all = Classed(new long[200]);
        using DataSplits splits = DataSplits.Grouped(all, groups, 3, 0.6, 0.2);
        Assert.Equal((120, 40), (splits.Training.Count, splits.Validation.Count));
        Assert.Null(splits.Test);
    }

    [Fact]
    public void Groups_that_cannot_be_dealt_are_refused()
    {
        using Dataset all = Classed(new long[4]);
        Assert.Contains("3 groups and 4 rows", Refused(() => DataSplits.Grouped(all, [1, 2, 3], 0, 0.5, 0.5)), StringComparison.Ordinal);
        Assert.Contains("The shares are 0.9", Refused(() => DataSplits.Grouped(all, [1, 2, 3, 4], 0, 0.9, 0.2)), StringComparison.Ordinal);
        Assert.Contains("no rows: there are 1 groups", Refused(() => DataSplits.Grouped(all, [1, 1, 1, 1], 0, 0.5, 0.5)), StringComparison.Ordinal);
    }

    [Fact]
    public void Later_rows_judge_what_earlier_ones_teach()
    {
        // Ten days in a mixed order.
        int[] days = [3, 0, 9, 1, 5, 2, 8, 4, 7, 6];
        DateTime[] times = [.. days.Select(day => new DateTime(2020, 1, 1).AddDays(day))];
        using Dataset all = Classed(new long[10]);
        using DataSplits plain = DataSplits.InTime(all, times, 4, 3, 3);
        Assert.Equal([0, 1, 2, 3], Inputs(plain.Training).Select(row => days[(int)row]));
        Assert.Equal([4, 5, 6], Inputs(plain.Validation).Select(row => days[(int)row]));
        Assert.Equal([7, 8, 9], Inputs(plain.Test!).Select(row => days[(int)row]));
        using DataSplits apart = DataSplits.InTime(all, times, 3, 2, 1, TimeSpan.FromDays(2));
        Assert.Equal([0, 1, 2], Inputs(apart.Training).Select(row => days[(int)row]));
        Assert.Equal([4, 5], Inputs(apart.Validation).Select(row => days[(int)row]));
        Assert.Equal([7], Inputs(apart.Test!).Select(row => days[(int)row]));
        Assert.Contains("are left after a gap", Refused(() => DataSplits.InTime(all, times, 5, 4, 1, TimeSpan.FromDays(3))), StringComparison.Ordinal);
        Assert.Contains("9 times and 10 rows", Refused(() => DataSplits.InTime(all, times[1..], 4, 3)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folds_validate_on_each_row_once(bool stratified)
    {
        using Dataset all = Classed([.. Enumerable.Range(0, 50).Select(row => row % 5 == 0 ? 1L : 0)]);
        using DataSplits splits = DataSplits.InOrder(all, 30, 10, 10);
        IReadOnlyList<DataSplits> folds = splits.Folds(4, seed: 2, stratified);
        Assert.Equal(Enumerable.Range(0, 40).Select(row => (float)row), folds.SelectMany(fold => Inputs(fold.Validation)).Order());
        foreach (DataSplits fold in folds)
        {
            Assert.Equal(40, fold.Training.Count + fold.Validation.Count);
            Assert.Empty(Inputs(fold.Training).Intersect(Inputs(fold.Validation)));
            Assert.Equal(Inputs(splits.Test!), Inputs(fold.Test!));
            if (stratified)
                Assert.Equal(2, Labels(fold.Validation).Count(label => label == 1));
            fold.Dispose();
        }

        Assert.Contains("at least 2", Refused(() => splits.Folds(1, 0)), StringComparison.Ordinal);
        Assert.Contains("Use fewer folds", Refused(() => splits.Folds(41, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_in_two_splits_are_found()
    {
        using var training = new Dataset(arange(0, 12, dtype: ScalarType.Float32).view(6, 2), zeros(6, dtype: ScalarType.Int64));
        using var validation = new Dataset(tensor(new float[,] { { 90, 1 }, { 4, 5 } }), zeros(2, dtype: ScalarType.Int64));
        using var test = new Dataset(tensor(new float[,] { { 90, 1 }, { 4, 5.0001f }, { 10, 11 } }), zeros(3, dtype: ScalarType.Int64));
        var splits = new DataSplits(training, validation, test);
        Assert.Equal(
            [new SharedRow("validation", 1, "training", 2), new SharedRow("test", 2, "training", 5), new SharedRow("test", 0, "validation", 0)],
            splits.SharedRows());
    }

    /// <summary>Rows that are their numbers, with classes.</summary>
    private static Dataset Classed(long[] labels) => new(arange(0, labels.Length, dtype: ScalarType.Float32).view(-1, 1), tensor(labels));

    private static IEnumerable<float> Rows(DataSplits splits) => Inputs(splits.Training).Concat(Inputs(splits.Validation)).Concat(splits.Test is { } test ? Inputs(test) : []);
}
