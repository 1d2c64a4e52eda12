using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Runs as a whole: determinism, progress, cancellation, results, bad settings and bad data.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class RunTests
{
    static RunTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task The_same_seed_gives_the_same_bits()
    {
        using var data = SmallData.Labelled();
        using var first = await TuneSmallNetwork.RunAsync(data);
        using var second = await TuneSmallNetwork.RunAsync(data);
        using var other = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Seed = 4 });
        Assert.Equal(first.Response.Current, second.Response.Current);
        Assert.Equal(first.Model.Weights.data<float>().ToArray(), second.Model.Weights.data<float>().ToArray());
        Assert.Equal(first.History.Select(entry => entry.ValidationLoss), second.History.Select(entry => entry.ValidationLoss));
        Assert.NotEqual(first.Response.Current, other.Response.Current);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bits_with_every_algorithm()
    {
        using var data = SmallData.Labelled();
        await Repeats(async settings => await TuneSmallNetworkGlobally.RunAsync(data, settings), TuneSmallNetworkGlobally.Settings);
        await Repeats(async settings => await SelfTuneSmallNetwork.RunAsync(data, settings), SelfTuneSmallNetwork.Settings with { FineTuningSteps = 1 });
        await Repeats(async settings => await DeltaSelfTuneSmallNetwork.RunAsync(data, settings), DeltaSelfTuneSmallNetwork.Settings with { Antithetic = true });

        static async Task Repeats(
            Func<ExperimentSettings, Task<TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters>>> run, ExperimentSettings settings)
        {
            using var first = await run(settings);
            using var second = await run(settings);
            using var other = await run(settings with { Seed = 4 });
            Assert.Equal(first.Response.Current, second.Response.Current);
            Assert.Equal(first.PerturbationScales, second.PerturbationScales);
            Assert.Equal(first.Model.Weights.data<float>().ToArray(), second.Model.Weights.data<float>().ToArray());
            Assert.NotEqual(first.Response.Current, other.Response.Current);
        }
    }

    /// <summary>Five inner half-steps to an outer one, and a warm-up: the hyperparameters move when it is their turn.</summary>
    [Fact]
    public async Task Half_steps_alternate_as_they_should()
    {
        using var data = SmallData.Labelled();
        var settings = TuneSmallNetwork.Settings with { Steps = 20, WarmupSteps = 3, InnerSteps = 5, ReportEvery = 1 };
        using var result = await TuneSmallNetwork.RunAsync(data, settings);
        var moved = Enumerable.Range(1, 20).Where(step => !result.Trajectory.At(step / 20.0).SequenceEqual(result.Trajectory.At((step - 1) / 20.0)));
        Assert.Equal([8, 13, 18], moved);
        Assert.Equal(8, result.History.First(entry => !double.IsNaN(entry.ValidationLoss)).Step);

        // Plain descent on a constant schedule: two outer half-steps a round are two steps of û.
        using var twice = await DescendSmallNetwork.RunAsync(
            data, DescendSmallNetwork.Settings with { Steps = 1, OuterSteps = 2, ValidationBatchSize = 100, LearningRate = 1e-300, HyperLearningRate = 1e-3, Momentum = 0 });
        using var once = await DescendSmallNetwork.RunAsync(
            data, DescendSmallNetwork.Settings with { Steps = 1, ValidationBatchSize = 100, LearningRate = 1e-300, HyperLearningRate = 2e-3, Momentum = 0 });
        Assert.All(twice.Response.Current.Zip(once.Response.Current), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public async Task An_ordinary_training_repeats_too()
    {
        using var data = SmallData.Labelled();
        using var first = await TuneSmallNetwork.TrainAtAsync(new(), data);
        using var second = await TuneSmallNetwork.TrainAtAsync(new(), data);
        Assert.Equal(first.Model.Weights.data<float>().ToArray(), second.Model.Weights.data<float>().ToArray());
        Assert.Equal(first.ValidationLoss, first.Model.ValidationLoss(data.Validation), 1e-6);
    }

    [Fact]
    public async Task An_ordinary_training_reaches_the_closed_form()
    {
        using var splits = ExactAnswers.DigitSplits.OneHot(seed: 1);
        using var trained = await TuneRidgeUnitLinear.TrainAtAsync(
            new() { Decay = HyperVector.Repeat(0.05, 10) },
            splits,
            TuneRidgeUnitLinear.Settings with { Precision = Precision.Float64, Steps = 3_000, LearningRate = 1e-2 });
        using var scope = NewDisposeScope();
        using var oracle = new ExactAnswers.RidgeOracle(splits);
        var (response, _) = oracle.Solve([.. Enumerable.Repeat(Math.Log(0.05), 10)], Per.Unit);

        // Adam's rate has fallen to nothing by the end: what is left is the slowest direction's rest.
        Assert.InRange(((trained.Model.Weights - response).norm() / response.norm()).item<double>(), 0, 1e-3);
    }

    [Fact]
    public async Task Every_algorithm_and_optimizer_lowers_the_validation_loss()
    {
        using var data = SmallData.Labelled();
        using var joint = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { LearningRate = 1e-2 });
        using var simplified = await SimplifySmallNetwork.RunAsync(data, SimplifySmallNetwork.Settings with { LearningRate = 1e-2 });
        using var descent = await DescendSmallNetwork.RunAsync(data);
        using var global = await TuneSmallNetworkGlobally.RunAsync(data, TuneSmallNetworkGlobally.Settings with { LearningRate = 1e-2, Steps = 300 });
        using var selfTuned = await SelfTuneSmallNetwork.RunAsync(data, SelfTuneSmallNetwork.Settings with { LearningRate = 1e-2 });
        using var delta = await DeltaSelfTuneSmallNetwork.RunAsync(data, DeltaSelfTuneSmallNetwork.Settings with { LearningRate = 1e-2 });
        foreach (var result in (ITuningResult[])[joint, simplified, descent, global, selfTuned, delta])
        {
            // All but Joint and Simplified train for a while before there is a validation loss.
            var first = joint.History[0].ValidationLoss;
            Assert.True(result.ValidationLoss < 0.8 * first, $"{result.ValidationLoss} after {first}");
        }
    }

    [Fact]
    public async Task Progress_and_history_agree()
    {
        using var data = SmallData.Labelled();
        var reports = new List<TuningProgress>();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { ReportEvery = 30, WarmupSteps = 45 }, new Recorder(reports));
        Assert.Equal([30, 60, 90, 120, 150, 180, 200], reports.Select(report => report.Step));
        Assert.Equal(result.History.Select(entry => entry.Step), reports.Select(report => report.Step));
        Assert.Equal(result.History.Select(entry => entry.TrainingLoss), reports.Select(report => report.TrainingLoss));
        Assert.True(double.IsNaN(reports[0].ValidationLoss));
        Assert.All(reports.Skip(1), report => Assert.True(double.IsFinite(report.ValidationLoss)));
        Assert.All(reports, report => Assert.Equal(["WeightDecay", "Lasso", "Dropout"], report.Hyperparameters.Select(summary => summary.Name)));
        Assert.Equal(0.1, reports[0].Hyperparameters[2].Mean, 1e-6);
    }

    [Fact]
    public async Task A_run_gives_back_the_threads_that_it_was_given()
    {
        using var data = SmallData.Labelled();
        var before = get_num_threads();
        var during = new List<int>();
        using var one = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 5 }, new Callback(_ => during.Add(get_num_threads())));
        using var three = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 5, Threads = 3 }, new Callback(_ => during.Add(get_num_threads())));
        Assert.Equal([1, 3], during.Distinct());
        Assert.Equal(before, get_num_threads());
    }

    [Fact]
    public async Task A_run_can_be_cancelled_between_steps()
    {
        using var data = SmallData.Labelled();
        using var source = new CancellationTokenSource();
        var last = 0;
        var progress = new Callback(report =>
        {
            last = report.Step;
            source.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 1_000_000, ReportEvery = 10 }, progress, source.Token));
        Assert.Equal(10, last);
    }

    [Fact]
    public async Task The_response_answers_for_any_hyperparameters()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data);
        Assert.Equal(result.ValidationLoss, result.ValidationLossAt(result.Hyperparameters), 1e-5);
        var candidates = new[] { 0.1, 0.5 }.Select(rate => result.Hyperparameters with { Dropout = rate }).ToList();
        var losses = result.ValidationLossAt(candidates);
        Assert.Equal(2, losses.Count);
        Assert.NotEqual(losses[0], losses[1]);
        using var model = result.ModelAt(candidates[1]);
        Assert.Equal(losses[1], model.ValidationLoss(data.Validation), 1e-6);
        Assert.Equal(0.5, model.Hyperparameters.Dropout, 1e-12);
        Assert.Throws<HyperDslException>(() => result.ValidationLossAt(result.Hyperparameters with { Dropout = 0.9 }));
    }

    [Fact]
    public async Task The_tuned_model_is_an_ordinary_model()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data);
        using var scope = NewDisposeScope();
        var logits = result.Model.Predict(data.Validation.Inputs);
        Assert.Equal([data.Validation.Count, 3], logits.shape);
        Assert.False(logits.requires_grad);
        Assert.True(logits.equal(result.Model.Predict(data.Validation.Inputs)).all().item<bool>());
        var named = result.Model.NamedWeights.ToDictionary(weight => weight.Name, weight => weight.Value);
        var byHand = nn.functional.linear(
            nn.functional.linear(data.Validation.Inputs, named["Hidden.weight"], named["Hidden.bias"]).tanh(), named["Output.weight"], named["Output.bias"]);
        Assert.True(logits.allclose(byHand, rtol: 1e-5, atol: 1e-6));
        var accuracy = logits.argmax(1).eq(data.Validation.Targets).to(ScalarType.Float64).mean().item<double>();
        Assert.Equal(accuracy, result.Model.Accuracy(data.Validation), 1e-12);
    }

    public static TheoryData<string, Func<ExperimentSettings, ExperimentSettings>> BadSettings => new()
    {
        { "Steps is 0; it must be at least 1.", settings => settings with { Steps = 0 } },
        { "BatchSize is -1; it must be at least 1.", settings => settings with { BatchSize = -1 } },
        { "ValidationBatchSize is 0; it must be at least 1.", settings => settings with { ValidationBatchSize = 0 } },
        { "HyperSamples is 0; it must be at least 1.", settings => settings with { HyperSamples = 0 } },
        { "PerturbationScale is 0; it must be a finite number above 0.", settings => settings with { PerturbationScale = 0 } },
        { "LearningRate is NaN; it must be a finite number above 0.", settings => settings with { LearningRate = double.NaN } },
        { "HyperLearningRate is -0.5; it must be a finite number, 0 or above.", settings => settings with { HyperLearningRate = -0.5 } },
        { "Momentum is 1; it must be from 0 to below 1.", settings => settings with { Momentum = 1 } },
        { "WarmupSteps is 200; it must be from 0 to below Steps (200).", settings => settings with { WarmupSteps = 200 } },
        { "InnerSteps is 0; it must be at least 1.", settings => settings with { InnerSteps = 0 } },
        { "OuterSteps is 0; it must be at least 1.", settings => settings with { OuterSteps = 0 } },
        { "EntropyWeight is -1; it must be a finite number, 0 or above.", settings => settings with { EntropyWeight = -1 } },
        { "ScaleLearningRate is NaN; it must be a finite number, 0 or above.", settings => settings with { ScaleLearningRate = double.NaN } },
        { "HyperSteps is 0; it must be at least 1.", settings => settings with { HyperSteps = 0 } },
        { "FineTuningSteps is -1; it must be 0 or above.", settings => settings with { FineTuningSteps = -1 } },
        { "FineTuningRate is 0; it must be a finite number above 0.", settings => settings with { FineTuningRate = 0 } },
        { "EarlyStoppingPatience is -1; it must be 0 or above.", settings => settings with { EarlyStoppingPatience = -1 } },
        { "HyperSamples is 3; with Antithetic it must be even, because samples come in pairs.", settings => settings with { HyperSamples = 3, Antithetic = true } },
        { "Threads is -2; it must be 0 or above.", settings => settings with { Threads = -2 } },
        { "ReportEvery is -1; it must be 0 or above.", settings => settings with { ReportEvery = -1 } },
        { "HealthChecks is -1; it must be 0 or above.", settings => settings with { HealthChecks = -1 } },
        { "Device is 'warp'; write cpu, cuda or cuda:INDEX.", settings => settings with { Device = "warp" } },
        { "A batch of 16 rows cannot be divided among 17 hyperparameter samples. Use a larger BatchSize, fewer HyperSamples or SampleRows.Repeat.", settings => settings with { HyperSamples = 17 } },
    };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public async Task Bad_settings_are_named(string message, Func<ExperimentSettings, ExperimentSettings> spoil)
    {
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data, spoil(TuneSmallNetwork.Settings)));
        Assert.Equal(message, exception.Message);
    }

    [SkippableTheory]
    [InlineData("cuda")]
    [InlineData("cuda:3")]
    public async Task A_device_that_is_not_there_is_named(string device)
    {
        Skip.If(cuda.is_available(), "The native library in use has a CUDA device.");
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Device = device }));
        Assert.StartsWith($"Device is '{device}', but the native library in use", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_are_not_finite_are_refused_before_the_first_step()
    {
        using var data = SmallData.Labelled();
        data.Training.Inputs[3, 2] = double.NaN;
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data));
        Assert.Contains("training split", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_catalog_runs_an_experiment_by_name()
    {
        using var data = SmallData.Labelled();
        var entry = ExperimentCatalog.Find("TuneSmallNetwork");
        Assert.Equal("Hyper.Runtime.Tests.Models.SmallNetwork", entry.Model);
        using var result = await entry.RunAsync(new(data, entry.Settings with { Steps = 20 }));
        Assert.Equal(13 - 1, result.NaturalValues.Count);
        Assert.Equal(20, result.History[^1].Step);
        var settings = entry.Settings with { Steps = 20 };
        using var started = await entry.RunAsync(new(data, settings with { HyperLearningRate = 0 }) { Start = result.NaturalValues });
        Assert.Equal(result.NaturalValues, started.NaturalValues, (one, other) => Math.Abs(one - other) < 1e-6);
        using var training = await entry.TrainAtAsync(result.NaturalValues, data, settings, null, default);
        using var typed = await TuneSmallNetwork.TrainAtAsync(((TuningResult<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters>)result).Hyperparameters, data, settings);
        Assert.Equal(typed.ValidationLoss, training.ValidationLoss);
        Assert.Equal(result.NaturalValues, training.NaturalValues);
        using var refit = await entry.RefitAsync(result.NaturalValues, data, settings, null, default);
        Assert.Equal(result.NaturalValues, refit.NaturalValues);
        Assert.True(refit.Model.ValidationLoss(data.Validation) > 0);
        Assert.Equal(entry.Space.Count, result.NaturalValues.Count);
        var few = await Assert.ThrowsAsync<HyperDslException>(() => entry.TrainAtAsync([1, 2], data, settings, null, default));
        Assert.Contains("2 values where the model has 12", few.Message, StringComparison.Ordinal);
        var exception = Assert.Throws<HyperDslException>(() => ExperimentCatalog.Find("Nothing"));
        Assert.Contains("TuneSmallNetwork", exception.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder(List<TuningProgress> reports) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => reports.Add(value);
    }
}
