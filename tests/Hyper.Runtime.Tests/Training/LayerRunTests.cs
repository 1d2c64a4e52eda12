using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Runs of networks with convolutions, normalisations, a recurrent layer and shared modules as a whole.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LayerRunTests
{
    static LayerRunTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string> Runs => ["conv", "sequence", "shared"];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_run_learns(string run)
    {
        using var data = Data(run);
        using var start = await Start(run, data, 1);
        using var result = await Start(run, data, 250);

        // Guessing costs ln 3 or ln 2; the problems can be solved almost without error, so half of it leaves a wide margin.
        Assert.InRange(result.Training, 0, 0.5 * start.Training);
        Assert.InRange(result.Trained.ValidationLoss(data.Validation), 0, 0.35);
        Assert.InRange(result.Trained.Accuracy(data.Validation), 0.9, 1);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task The_same_seed_gives_the_same_bits(string run)
    {
        using var data = Data(run);
        using var first = await Start(run, data, 30);

        // What others draw from the library's own generator changes nothing.
        using var other = randn(3);
        using var second = await Start(run, data, 30);
        Assert.Equal(first.Trained.Weights.data<float>().ToArray(), second.Trained.Weights.data<float>().ToArray());
        Assert.Equal(first.Trained.ValidationLoss(data.Validation), second.Trained.ValidationLoss(data.Validation));
        Assert.Equal(first.Training, second.Training);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Nothing_is_left_behind(string run)
    {
        using var data = Data(run);
        await Once(2);
        var first = LiveTensors();
        await Once(2);
        var second = LiveTensors();
        await Once(12);

        // TorchSharp's count never forgets the tensor that a parameter was made from: four for each of the two instances of
        // the shared module, the run's and the tuned model's.
        var uncounted = run == "shared" ? 8 : 0;
        Assert.Equal([first + uncounted, first + (2 * uncounted)], [second, LiveTensors()]);

        async Task Once(int steps)
        {
            using var result = await Start(run, data, steps);
            _ = result.Trained.ValidationLoss(data.Validation);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Early_stopping_goes_back_to_the_running_statistics_of_the_best_weights(int seed)
    {
        using var data = Data("conv");

        // A rate at which the loss goes up and down, so that the best evaluation is not the last.
        var settings = TuneSmallConvNet.Settings with
        {
            Seed = seed,
            Steps = 120,
            LearningRate = 0.3,
            Schedule = LearningRateSchedule.Constant,
            ReportEvery = 4,
            EarlyStoppingPatience = 10,
        };
        using var stopped = await TuneSmallConvNet.TrainAtAsync(new(), data, settings);
        Assert.True(stopped.BestStep < stopped.History[^1].Step);
        Assert.Equal(stopped.History.Min(entry => entry.ValidationLoss), stopped.ValidationLoss, 1e-6);
    }

    [Fact]
    public async Task A_tuned_model_has_the_running_statistics_of_its_run()
    {
        using var data = Data("conv");
        using var tuned = await TuneSmallConvNet.RunAsync(data, TuneSmallConvNet.Settings with { Steps = 60 });
        using var trained = await TuneSmallConvNet.TrainAtAsync(new(), data, TuneSmallConvNet.Settings with { Steps = 60 });

        // Far from the first values, mean 0 and variance 1, the normalised features would be useless.
        foreach (var model in (TrainedModel[])[tuned.Model, trained.Model, tuned.ModelAt(new())])
        {
            var state = model.State.ToDictionary(entry => entry.Name, entry => entry.Value);
            Assert.Equal(["Norm.running_mean", "Norm.running_var"], state.Keys.Order());
            Assert.InRange(state["Norm.running_mean"].abs().max().item<float>(), 1e-3, 100);
            Assert.InRange((state["Norm.running_var"] - 1).abs().max().item<float>(), 1e-3, 100);
        }
    }

    [Fact]
    public async Task Shared_modules_are_trained_and_carried_over()
    {
        using var data = Data("shared");
        using var start = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Steps = 1, Precision = Precision.Float64 });
        using var tuned = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Steps = 60, Precision = Precision.Float64 });
        var before = start.Model.State.ToDictionary(entry => entry.Name, entry => entry.Value);
        var after = tuned.Model.State.ToDictionary(entry => entry.Name, entry => entry.Value);
        Assert.Contains("stem.0.weight", after.Keys);
        Assert.Equal(ScalarType.Float64, after["stem.0.weight"].dtype);

        // Adam moves a parameter by about its rate a step: 0.01 after one step and much more after sixty.
        Assert.InRange((after["stem.0.weight"] - before["stem.0.weight"]).abs().max().item<double>(), 0.03, 10);
        Assert.InRange(after["stem.1.running_mean"].abs().max().item<double>(), 1e-3, 100);

        // Evaluation mode: no dropout, and the statistics stay.
        using var first = tuned.Model.Predict(data.Validation.Inputs);
        using var second = tuned.Model.Predict(data.Validation.Inputs);
        Assert.Equal(first.data<double>().ToArray(), second.data<double>().ToArray());
    }

    internal static DataSplits Data(string run)
    {
        if (run == "shared")
        {
            return SmallData.Labelled();
        }

        using var scope = NewDisposeScope();
        using var noise = new Generator(12);
        Tensor inputs, labels;
        if (run == "conv")
        {
            // A bright horizontal bar, a vertical one, or none, at a random place.
            labels = arange(140, dtype: ScalarType.Int64).remainder(3);
            var place = randint(1, 5, [140], dtype: ScalarType.Int64, generator: noise);
            var bar = nn.functional.one_hot(place, 6).to(ScalarType.Float32);
            var kind = labels.view(-1, 1, 1);
            inputs = (bar.view(-1, 6, 1) * kind.eq(0)) + (bar.view(-1, 1, 6) * kind.eq(1)) + (randn(140, 6, 6, generator: noise) * 0.1);
            inputs = inputs.expand(140, 6, 6).unsqueeze(1).contiguous() * 3;
        }
        else
        {
            // Whether the last word is number 5, which stands nowhere else.
            inputs = randint(0, 6, [140, 5], dtype: ScalarType.Float32, generator: noise);
            labels = randint(0, 2, [140], dtype: ScalarType.Int64, generator: noise);
            inputs = where(labels.unsqueeze(1).eq(1).logical_and(arange(5).eq(4)), tensor(5f), inputs.clamp(0, 4));
        }

        using var all = new Dataset(inputs.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
        return DataSplits.InOrder(all, 90, 50);
    }

    private static async Task<Outcome> Start(string run, DataSplits data, int steps)
    {
        switch (run)
        {
            case "conv":
                var conv = await TuneSmallConvNet.RunAsync(data, TuneSmallConvNet.Settings with { Steps = steps });
                return new(conv, conv.Model, conv.History[^1].TrainingLoss);
            case "sequence":
                var sequence = await TuneSmallSequenceNet.RunAsync(data, TuneSmallSequenceNet.Settings with { Steps = steps });
                return new(sequence, sequence.Model, sequence.History[^1].TrainingLoss);
            default:
                var shared = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Steps = steps });
                return new(shared, shared.Model, shared.History[^1].TrainingLoss);
        }
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Tensor.TotalCount;
    }

    private sealed record Outcome(IDisposable Result, TrainedModel Trained, double Training) : IDisposable
    {
        public void Dispose() => Result.Dispose();
    }
}
