using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Course;

namespace Hyper.Runtime.Tests.Training;

/// <summary>How runs end that do not come to their last step, and what is left of them.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class RunEndTests
{
    static RunEndTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(2e9, 0.5, 4e5)] // A start that is large is no divergence.
    [InlineData(0.1, 3e7, 3e8)] // A validation loss in another unit than the training loss, such as money squared beside its logarithm.
    [InlineData(0.1, 1e-9, 9e5)] // What starts at zero may grow.
    public void Each_loss_is_held_against_its_own_beginning(double training, double validation, double later)
    {
        var guard = new DivergenceGuard();
        Check(1, training, null, null);
        Check(2, training, validation, validation);
        Check(3, training, later, validation);
        Assert.Throws<DivergedException>(() => Check(4, training * 2e6 * Math.Max(1, 1 / training), validation, validation));
        Assert.Throws<DivergedException>(() => Check(4, training, validation * 2e6 * Math.Max(1, 1 / validation), validation));
        Assert.Contains("a likely cause", Assert.Throws<DivergedException>(() => Check(4, training, double.NaN, validation)).Message, StringComparison.Ordinal);

        void Check(int step, double training, double? validation, double? first) => guard.Check(step, training, validation, first, () => "a likely cause");
    }

    [Fact]
    public void What_is_no_number_at_the_start_is_hopeless()
        => Assert.Contains("before anything was learned", Assert.Throws<DivergedException>(() => new DivergenceGuard().Check(1, double.NaN, null, null, () => "")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_diverged_run_took_some_time()
    {
        using var data = SmallData.Labelled();
        var settings = TuneExploding.Settings with { LearningRate = 2.5, HyperLearningRate = 0, ReportEvery = 1, Steps = 5_000, Schedule = LearningRateSchedule.Constant, Keep = Keep.Last };
        var exception = await Assert.ThrowsAsync<DivergedException>(() => TuneExploding.RunAsync(data, settings));
        using var good = exception.LastGood!;
        Assert.True(good.Elapsed > TimeSpan.Zero);
        Assert.Equal(RunEnding.Diverged, good.Ending);
    }

    [Fact]
    public async Task A_training_that_diverges_after_its_best_evaluation_gives_the_best_one()
    {
        using var data = SmallData.Labelled();
        var settings = TuneExploding.Settings with { LearningRate = 0.9, Momentum = 0, ReportEvery = 1, Steps = 5_000, EarlyStoppingPatience = 5_000, Schedule = LearningRateSchedule.Constant };
        using var result = await TuneExploding.TrainAtAsync(new Exploding.Hyperparameters(), data, settings);
        Assert.Equal(RunEnding.Diverged, result.Ending);
        Assert.Equal(result.History.Min(entry => entry.ValidationLoss), result.ValidationLoss, 1e-6);
        Assert.InRange(result.BestStep, 1, result.History[^1].Step);
    }

    [Fact]
    public async Task Two_outer_steps_of_unrolled_differentiation_are_two()
    {
        using var data = DiagonalRun();
        using var result = await UnrolledDozen.RunAsync(data, UnrolledDozen.Settings with { Steps = 20, OuterSteps = 2 });
        Assert.True(double.IsFinite(result.ValidationLoss));

        static DataSplits DiagonalRun() => ExactAnswers.DiagonalData.Of(
            [1.5, -1.2, 1.8, 1.1, -1.9, 1.4, 1.3, -1.6, 1.7, 1.05, -1.15, 1.95], [0.5, -0.4, 1.2, 0.7, -0.6, 0.9, 0.4, -1.1, 1.0, 0.3, -0.7, 0.8]);
    }

    [Fact]
    public async Task Health_readings_do_not_disturb_modules_that_draw()
    {
        using var data = SmallData.Labelled();
        using var without = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Steps = 60, HealthChecks = 0 });
        using var with = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Steps = 60, HealthChecks = 10 });
        Assert.Equal(without.Model.Weights.data<float>().ToArray(), with.Model.Weights.data<float>().ToArray());
        Assert.Equal(without.ValidationLoss, with.ValidationLoss);
    }

    [Fact]
    public async Task Test_rows_are_touched_where_that_is_asked_for_and_checked_before_the_first_step()
    {
        using var rows = SmallData.Labelled();
        using var inputs = TorchSharp.torch.randn(10, 8);
        using var labels = TorchSharp.torch.full([10], -1, dtype: TorchSharp.torch.ScalarType.Int64);
        using var data = new DataSplits(rows.Training.Slice(0, 60), rows.Validation.Slice(0, 40), new Dataset(inputs.clone(), labels.clone()));
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20 });
        Assert.True(double.IsNaN(result.History[^1].Health!.HeldOutLoss));
        var reports = 0;
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20, MeasureTest = true, ReportEvery = 1 }, new Callback(_ => reports++)));
        Assert.Contains("The test rows, which MeasureTest asks for, cannot be evaluated", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, reports);
    }

    [Fact]
    public async Task A_shared_module_follows_the_gradient_once()
    {
        using var data = SmallData.Labelled();
        using var start = await SelfTunePlainStem.RunAsync(data, SelfTunePlainStem.Settings with { LearningRate = 1e-12 });
        using var once = await SelfTunePlainStem.RunAsync(data);
        using var delta = await DeltaSelfTunePlainStem.RunAsync(data);

        // The weights at û have made their step before the samples' gradient is taken, so the two differ by a little, and not by a factor of two.
        Assert.InRange(Moved(delta) / Moved(once), 0.9, 1.1);

        double Moved(TuningResult<PlainStem, PlainStem.Trained, PlainStem.Hyperparameters> result) => Math.Sqrt(
            result.Model.State.Zip(start.Model.State).Sum(pair => pair.First.Value.data<float>().Zip(pair.Second.Value.data<float>()).Sum(element => Math.Pow(element.First - element.Second, 2))));
    }
}
