using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>What a run measures of itself, in cases where the reading is known.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Looking_changes_nothing()
    {
        using var data = SmallData.Labelled();
        using var watched = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { HealthChecks = 20 });
        using var alone = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { HealthChecks = 0 });
        Assert.Equal(alone.Response.Current, watched.Response.Current);
        using var scope = NewDisposeScope();
        Assert.True(alone.Model.Weights.equal(watched.Model.Weights).all().item<bool>());
        Assert.Equal(20, watched.History.Count(entry => entry.Health is not null));
        Assert.DoesNotContain(alone.History, entry => entry.Health is not null);
        Assert.Empty(alone.Warnings);
    }

    [Fact]
    public async Task The_gap_of_a_converged_response_is_small_and_that_of_an_untrained_one_is_not()
    {
        using var data = SmallData.Labelled();
        var settings = TuneExploding.Settings with { HyperLearningRate = 0, PerturbationScale = 0.05, LearningRate = 0.1, Steps = 2_000 };
        using var converged = await TuneExploding.RunAsync(data, settings);

        // Ten steps of Adam from the optimum only add their own noise.
        Assert.InRange(converged.History[^1].Health!.BestResponseGap, -0.05, 0.02);
        Assert.DoesNotContain(converged.Warnings, warning => warning.Contains("lag behind", StringComparison.Ordinal));

        using var raw = await TuneExploding.RunAsync(data, settings with { Steps = 2, ReportEvery = 1 });
        Assert.True(raw.History[0].Health!.BestResponseGap > 0.2, $"{raw.History[0].Health!.BestResponseGap}");
        Assert.Contains(raw.Warnings, warning => warning.Contains("lag behind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validation_rows_learned_by_heart_are_warned_of()
    {
        // Labels without any rule, one weight decay a weight, and weights that follow them: whatever is gained on the validation rows is lost on others.
        using var noise = new Generator(4);
        using var all = new Dataset(randn(600, 8, generator: noise) * 3, randint(0, 3, 600, dtype: ScalarType.Int64, generator: noise));
        using var data = DataSplits.InOrder(all, 24, 12, 500);
        using var result = await TuneByHeart.RunAsync(data, TuneByHeart.Settings with { MeasureTest = true, Keep = Keep.Last, RestartAt = 0, FollowResponse = true, Pooling = 0 });
        var health = result.History[^1].Health!;
        Assert.True(health.HeldOutLoss > 1.25 * health.ValidationLoss && health.HeldOutLoss - health.ValidationLoss > 2 * health.HeldOutError, $"{health.HeldOutLoss} {health.ValidationLoss} ± {health.HeldOutError}");
        Assert.Contains(result.Warnings, warning => warning.Contains("held-out", StringComparison.Ordinal));

        // The reading is the loss over those rows: fewer than its limit here.
        Assert.Equal(result.Model.ValidationLoss(data.Test!), health.HeldOutLoss, 5);
        Assert.Equal(result.ValidationLoss, health.ValidationLoss, 5);
    }

    [Fact]
    public async Task Without_a_test_split_nothing_is_said_of_overfitting()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20 });
        Assert.True(double.IsNaN(result.History[^1].Health!.HeldOutLoss));
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("held-out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(4.5, null)]
    [InlineData(4.7, "Rate lies at a bound")]
    [InlineData(-4.7, "Rate is as good as 0")]
    public void A_hyperparameter_at_a_bound_is_named(double coordinate, string? words)
    {
        var space = new HyperparameterSpace(
            new HyperparameterInfo("Rate", 0, 1, Per.Scalar, new Transform(Scale.Linear, 0, 0.9), 0.1),
            new HyperparameterInfo("Decay", 1, 1, Per.Scalar, new Transform(Scale.Log), 0.1),
            new HyperparameterInfo("Weights", 2, 2, Per.Scalar, new Transform(Scale.Linear, 0, 1), 0.5));

        // Far out without a bound there is nothing to lie at; of two values one is not most.
        var (share, names, off) = AtBounds.Of(space, [coordinate, -40, 9, 0]);
        Assert.Equal(words is null ? [] : ["Rate"], names);
        Assert.Equal(coordinate < 0 ? ["Rate"] : [], off);
        Assert.Equal(words is null ? 1.0 / 3 : 2.0 / 3, share, 12);
        var warnings = HealthWarnings.Of(new HealthReading(0, 1, double.NaN, share, names) { SwitchedOff = off });
        Assert.Equal(words is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, warning => Assert.StartsWith(words!, warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1e-3, false)]
    [InlineData(1e2, true)]
    public async Task Weights_that_have_collapsed_are_told(double penalty, bool isTold)
    {
        using var data = SmallData.Labelled();
        var settings = TuneSmallNetwork.Settings with { Steps = 1_500, HyperLearningRate = 0 };
        using var result = await TuneSmallNetwork.RunFromAsync(
            new() { WeightDecay = HyperVector.Repeat(penalty, 9), Lasso = HyperVector.Repeat(penalty / 10, 2) }, data, settings);
        Assert.Equal(isTold, result.Warnings.Any(warning => warning.Contains("answers alike", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Warnings_come_with_progress()
    {
        using var data = SmallData.Labelled();
        var warnings = new List<string>();
        using var result = await TuneExploding.RunAsync(
            data, TuneExploding.Settings with { Steps = 2, ReportEvery = 1 }, new Callback(report => warnings.AddRange(report.Warnings)));
        Assert.Contains(warnings, warning => warning.Contains("lag behind", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.4, 0.56, 0.09, false)] // 1.4 times as much, of 200 rows: no more than chance.
    [InlineData(0.4, 0.56, 0.02, true)]
    [InlineData(0.4, 0.56, double.NaN, true)]
    [InlineData(0.4, 0.44, 0.001, false)]
    public void A_difference_within_its_sampling_error_is_not_warned_of(double validation, double heldOut, double error, bool isWarned)
        => Assert.Equal(isWarned, HealthWarnings.Of(new HealthReading(0, validation, heldOut, 0, []) { HeldOutError = error }).Count == 1);

    [Fact]
    public async Task A_loss_near_zero_and_the_end_of_a_schedule_are_no_reason_to_warn()
    {
        // Six rows in eight dimensions are learned to rounding: of the little that is left any share could still be gained.
        using var data = SmallData.Labelled();
        using var few = new DataSplits(data.Training.Slice(0, 6), data.Validation.Slice(0, 40));
        var settings = TuneExploding.Settings with { Steps = 3_000, LearningRate = 0.2, HyperLearningRate = 0, HealthChecks = 5 };
        using var result = await TuneExploding.RunFromAsync(new() { Decay = 1e-12 }, few, settings);
        Assert.InRange(result.History[^1].TrainingLoss, 0, 1e-6);
        Assert.All(result.History.Where(entry => entry.Step > 1_000 && entry.Health is not null), entry => Assert.Empty(HealthWarnings.Of(entry.Health!)));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Weights_of_examples_at_either_end_are_an_answer()
    {
        var space = new HyperparameterSpace(new HyperparameterInfo("Trust", 0, 3, Per.Example, new Transform(Scale.Linear, 0, 1), 0.5));
        var (share, names, _) = AtBounds.Of(space, [9, -9, 9]);
        Assert.Empty(names);
        Assert.Equal(0, share);
    }
}

[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class ByHeart
{
    [Linear(8, 3)] public partial HyperLinear Only { get; }

    [Hyperparameter(Initial = 0.01, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor rows) => Only.forward(rows);

    [TrainingLoss]
    private Tensor Fit(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    private static Tensor Score(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}

[Experiment<ByHeart>(Algorithm.Joint, Steps = 2_000, BatchSize = 60, LearningRate = 0.01, HyperLearningRate = 0.1)]
public static partial class TuneByHeart;
