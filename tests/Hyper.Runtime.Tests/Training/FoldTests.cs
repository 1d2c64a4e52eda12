using Hyper.Runtime.Host;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.ExactAnswers;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Folds share one û: it goes where the loss out of fold is lowest, by ridge regression in closed form.</summary>
public sealed class FoldTests
{
    static FoldTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Thorough.Seeds(2, of: 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_loss_out_of_fold_is_lowest_at_the_tuned_strength(int seed)
    {
        using var splits = DigitSplits.OneHot(seed, training: 100, validation: 50);
        var settings = TuneRidgeScalarLinear.Settings with
        {
            Seed = seed,
            Folds = 3,
            Steps = 3_000,
            Precision = Precision.Float64,
            Antithetic = true,
            PerturbationScale = 0.1,
            LearningRate = 1e-2,
            HyperLearningRate = 2e-2,
            HealthChecks = 0,
            Keep = Keep.Last,
        };
        using var result = await TuneRidgeScalarLinear.RunFromAsync(new() { Decay = 1.0 }, splits, settings);

        using var scope = NewDisposeScope();
        using var folds = RowFolds.Deal(splits, settings);
        var best = Enumerable.Range(-80, 100).Min(step => LossOutOfFold(folds, step / 10.0));
        var reached = LossOutOfFold(folds, Math.Log(result.Hyperparameters.Decay));
        Assert.True(LossOutOfFold(folds, 0) / best > 1.1, "There must be something to find.");
        Assert.InRange(reached / best, 0.999, 1.005);
        Assert.Equal(3, result.Folds.Count);
        Assert.Equal([50L, 50L, 50L], result.Folds.Select(fold => fold.Rows));
        Assert.InRange(result.OutOfFoldLoss!.Value / reached, 0.97, 1.03);
        Assert.Equal(result.Folds[0].ValidationLoss, result.ValidationLoss, 12);
    }

    [Fact]
    public void Each_row_validates_once_and_trains_in_the_other_folds()
    {
        using var splits = new DataSplits(Rows(0, 7), Rows(7, 4), Rows(11, 2));
        using var folds = RowFolds.Deal(splits, new() { Folds = 4, Seed = 3 });
        Assert.Equal(Enumerable.Range(0, 11).Select(row => (float)row), folds.Splits.SelectMany(fold => Values(fold.Validation)).Order());
        Assert.All(folds.Splits, fold => Assert.Equal(Enumerable.Range(0, 11).Select(row => (float)row), Values(fold.Training).Concat(Values(fold.Validation)).Order()));
        Assert.Equal([11f, 12f], Values(folds.Splits[0].Test!));
        var few = Assert.Throws<HyperDslException>(() => RowFolds.Deal(splits, new() { Folds = 12 }));
        Assert.Contains("12 folds are asked for, and there are 11", few.Message, StringComparison.Ordinal);

        static Dataset Rows(int from, int count) => new(arange(from, from + count, dtype: ScalarType.Float32).view(-1, 1), zeros(count, dtype: ScalarType.Int64));

        static IEnumerable<float> Values(Dataset rows) => HostValues.Read(rows.Inputs).Select(value => (float)value);
    }

    [Fact]
    public async Task Folds_and_following_weights_exclude_each_other()
    {
        using var data = SmallData.Labelled();
        var refused = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Folds = 2, FollowResponse = true }));
        Assert.Contains("Folds is 2 with FollowResponse", refused.Message, StringComparison.Ordinal);
    }

    private static double LossOutOfFold(RowFolds folds, double u)
    {
        double sum = 0;
        long count = 0;
        foreach (var fold in folds.Splits)
        {
            using var oracle = new RidgeOracle(fold);
            var weights = oracle.Solve([u], Per.Scalar).Response;
            var scores = fold.Validation.Inputs.mm(weights.narrow(0, 0, 640).view(10, 64).t()) + weights.narrow(0, 640, 10);
            sum += (scores - fold.Validation.Targets).square().sum().item<double>();
            count += fold.Validation.Count;
        }

        return sum / count;
    }
}
