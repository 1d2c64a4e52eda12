using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Layers;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Algorithms;
using Hyper.Runtime.Training.Ordinary;
using Hyper.Runtime.Training.Verification;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The first steps of a run are differentiated both ways: what differs is found, and where nothing does nothing changes.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class SecondLookTests
{
    // What a model answers to a few rows is looked at before anything is trained, once for each split.
    private const int FirstLooks = 2;

    private static readonly ExperimentSettings Settings = new()
    {
        Steps = 12,
        BatchSize = 12,
        ValidationBatchSize = 12,
        HyperSamples = 2,
        WarmupSteps = 3,
        LearningRate = 1e-2,
        HealthChecks = 0,
        ReportEvery = 4,
    };

    static SecondLookTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public async Task Where_nothing_differs_a_run_ends_with_the_same_bits(Precision precision)
    {
        await AssertSameBits<Right>();
        await AssertSameBits<DrawsFromLibrary>();

        async Task AssertSameBits<T>()
            where T : IPeculiarity
        {
            var looked = await EndOf<T>(Settings with { Precision = precision });
            Assert.Equal(await EndOf<T>(Settings with { Precision = precision, Verify = false }), looked);
            Assert.Empty(looked.Warnings);
        }
    }

    [Fact]
    public async Task So_does_every_algorithm_that_takes_compiled_passes()
    {
        using var data = Images();
        Assert.Equal(
            await Bits(() => TuneCompiledImages.RunAsync(data, TuneCompiledImages.Settings with { Steps = 20, Verify = false })),
            await Bits(() => TuneCompiledImages.RunAsync(data, TuneCompiledImages.Settings with { Steps = 20 })));
        using var labelled = SmallData.Labelled();
        Assert.Equal(
            await Bits(() => DeltaSelfTuneSmallNetwork.RunAsync(labelled, DeltaSelfTuneSmallNetwork.Settings with { Steps = 20, Verify = false })),
            await Bits(() => DeltaSelfTuneSmallNetwork.RunAsync(labelled, DeltaSelfTuneSmallNetwork.Settings with { Steps = 20 })));
        Assert.Equal(
            await Bits(() => UnrolledSmooth.RunAsync(labelled, UnrolledSmooth.Settings with { Steps = 12, Verify = false })),
            await Bits(() => UnrolledSmooth.RunAsync(labelled, UnrolledSmooth.Settings with { Steps = 12 })));

        static async Task<string> Bits<TResult>(Func<Task<TResult>> run)
            where TResult : ITuningResult
        {
            manual_seed(21);
            using var result = await run();
            Assert.DoesNotContain(result.Warnings, IsOfPasses);
            return End.Of(result).Numbers;
        }
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public async Task A_wrong_training_pass_is_found_and_the_run_is_that_of_autograd(Precision precision)
    {
        await AssertFound<WrongGradient>("the gradient of Alike.weight, whose elements go up to");
        await AssertFound<WrongLoss>("the loss is");
        await AssertFound<Throws>("it ends with the error \"no such dimension\"");

        async Task AssertFound<T>(string what)
            where T : IPeculiarity
        {
            var settings = Settings with { Precision = precision };
            var reports = new List<TuningProgress>();
            var found = await EndOf<T>(settings, reports);
            Assert.Equal((await EndOf<Right>(settings with { UsesAutograd = true })).Numbers, found.Numbers);
            var warning = Assert.Single(found.Warnings);
            Assert.StartsWith("The compiler's training pass of JudgedImages", warning, StringComparison.Ordinal);
            Assert.Contains(what, warning, StringComparison.Ordinal);
            Assert.Contains("please report it", warning, StringComparison.Ordinal);

            // The report after it was found tells it, and no other.
            Assert.Equal([warning], reports[0].Warnings);
            Assert.All(reports.Skip(1), report => Assert.Empty(report.Warnings));
        }
    }

    [Fact]
    public async Task A_wrong_validation_pass_is_found()
    {
        var found = await EndOf<WrongValidation>(Settings);
        Assert.StartsWith("The compiler's validation pass of JudgedImages", Assert.Single(found.Warnings), StringComparison.Ordinal);
        Assert.Empty((await EndOf<WrongValidation>(Settings with { Verify = false })).Warnings);
    }

    [Fact]
    public async Task Where_autograd_does_not_agree_with_itself_nothing_is_said()
    {
        JudgedImages<DrawsFromElsewhere>.Calls = default;
        Assert.Empty((await EndOf<DrawsFromElsewhere>(Settings)).Warnings);
        Assert.Equal(Settings.Steps + (Settings.Steps - Settings.WarmupSteps) + 2, JudgedImages<DrawsFromElsewhere>.Calls.Compiled);
    }

    [Fact]
    public async Task A_second_look_costs_one_pass_of_each_kind()
    {
        JudgedImages<Right>.Calls = default;
        await EndOf<Right>(Settings with { Verify = false, Keep = Keep.Last });
        var compiled = JudgedImages<Right>.Calls.Compiled;
        Assert.Equal((FirstLooks, Settings.Steps + (Settings.Steps - Settings.WarmupSteps)), JudgedImages<Right>.Calls);
        JudgedImages<Right>.Calls = default;
        await EndOf<Right>(Settings with { Keep = Keep.Last });
        Assert.Equal((FirstLooks + 2, compiled), JudgedImages<Right>.Calls);
    }

    [Fact]
    public async Task Of_a_models_trainings_the_first_one_looks_and_the_others_go_by_it()
    {
        using var data = Images();
        await Train<RightAndCounted>(Settings);
        Assert.Equal((FirstLooks + 1, Settings.Steps), JudgedImages<RightAndCounted>.Calls);
        await Train<RightAndCounted>(Settings with { Seed = 7 });
        Assert.Equal(((2 * FirstLooks) + 1, 2 * Settings.Steps), JudgedImages<RightAndCounted>.Calls);

        var right = await Train<RightAndCounted>(Settings with { UsesAutograd = true });
        Assert.Empty(right.Warnings);
        foreach (var _ in (int[])[1, 2])
        {
            var found = await Train<WrongGradient>(Settings);
            Assert.Equal(right.Numbers, found.Numbers);
            Assert.Contains("training pass", Assert.Single(found.Warnings), StringComparison.Ordinal);
        }

        async Task<End> Train<T>(ExperimentSettings settings)
            where T : IPeculiarity
        {
            manual_seed(21);
            using var result = await OrdinaryTraining.RunAsync<JudgedImages<T>, CompiledImages.Trained, CompiledImages.Hyperparameters>(
                new(), data, settings, OptimizerKind.Adam, null, default);
            return End.Of(result.Model, result.Hyperparameters, result.Warnings);
        }
    }

    [Fact]
    public async Task Nothing_is_held_after_the_first_look()
    {
        using var data = Images();
        await Held(verify: true);

        // Autograd's penalties keep the samples' shares of the rows, which is a tensor of S numbers.
        Assert.InRange(await Held(verify: true) - await Held(verify: false), 0, 1);

        async Task<long> Held(bool verify)
        {
            var held = 0L;
            using var result = await Tuning.RunAsync(
                (splits, settings) => new JudgedRun<Right>(splits, settings), data, Settings with { Verify = verify }, new Callback(_ => held = Live()), default, default(CompiledImages.Hyperparameters));
            return held;
        }

        static long Live()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return Tensor.TotalCount;
        }
    }

    [Fact]
    public void All_that_a_pass_changes_is_put_back()
    {
        using var scope = NewDisposeScope();
        using var layers = new LayerFixture(samples: 2, Per.Layer);
        var (context, shared) = (layers.Context, nn.BatchNorm1d(5, dtype: ScalarType.Float64));
        var added = new HyperBatchNorm(context, 1, 1, 1e-5, 0.1);
        context.State.Share("Shared", shared);
        var rows = randn(8, 5, dtype: ScalarType.Float64);
        Take();
        using var start = new PassStart(context, seedOfCuda: null);
        var before = Read();
        var drawn = Take();
        _ = added.running_mean.add_(1);
        Assert.NotEqual(before, Read());
        start.Restore();
        Assert.Equal(before, Read());
        Assert.Equal(drawn, Take());

        (double, double) Take()
        {
            context.Begin(layers.Weights, layers.Unconstrained, 8, training: true);
            shared.forward(rows).square().mean().backward();
            return (rand(1, generator: context.Noise).item<float>(), rand(1).item<float>());
        }

        string Read() => string.Join(' ', context.State.Tensors.Select(entry => $"{entry.Name} {string.Join(' ', HostValues.Read(entry.Value))} {string.Join(' ', entry.Value.grad is { } gradient ? HostValues.Read(gradient) : [])}"));
    }

    [Fact]
    public void Rounding_and_what_is_no_number_in_both_is_no_difference()
    {
        using var scope = NewDisposeScope();
        var layout = new ElementaryLayout(new WeightSlot("A.weight", 0, 0, [2], 1), new WeightSlot("A.bias", 0, 2, [2], 1));
        Assert.Null(Between([1, 2, 1e-9f, 0], [1.0001f, 2, -1e-9f, 1e-8f]));
        Assert.Null(Between([1, float.NaN, float.PositiveInfinity, 0], [1, float.NaN, float.PositiveInfinity, 0]));
        Assert.Contains("A.weight", Between([1, 2, 3, 4], [1.01f, 2, 3, 4]), StringComparison.Ordinal);
        Assert.Contains("A.bias", Between([1, 2, 1e-3f, 0], [1, 2, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("off by NaN", Between([1, 2, 3, 4], [1, 2, float.NaN, 4]), StringComparison.Ordinal);
        Assert.Contains("A.weight", Between([1, float.PositiveInfinity, 3, 4], [1, 5, 3, 4]), StringComparison.Ordinal);
        Assert.Contains("1 more", Between([1, 2, 3, 4], [2, 2, 5, 4]), StringComparison.Ordinal);
        Assert.Null(Between([1, 2, 3, 4], [1, 2, 3, 4], loss: 100.01f));
        Assert.Null(PassDifference.Between(layout, Outcome([1, 2, 3, 4], float.NaN), Outcome([1, 2, 3, 4], float.NaN)));
        Assert.Contains("the loss is 100 by autograd and 101 compiled", Between([1, 2, 3, 4], [1, 2, 3, 4], loss: 101), StringComparison.Ordinal);

        string? Between(float[] right, float[] judged, float loss = 100) => PassDifference.Between(layout, Outcome(right, 100), Outcome(judged, loss));

        PassOutcome Outcome(float[] gradient, float loss) => new(tensor(loss), tensor(gradient).view(1, -1), []);
    }

    private static bool IsOfPasses(string warning) => warning.Contains("pass of", StringComparison.Ordinal);

    private static async Task<End> EndOf<T>(ExperimentSettings settings, List<TuningProgress>? reports = null)
        where T : IPeculiarity
    {
        using var data = Images();
        manual_seed(21);
        using var result = await Tuning.RunAsync(
            (splits, given) => new JudgedRun<T>(splits, given), data, settings, new Callback(report => reports?.Add(report)), default, default(CompiledImages.Hyperparameters));
        return End.Of(result.Model, result.Hyperparameters, result.Warnings);
    }

    private static DataSplits Images()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        return new DataSplits(Rows(), Rows());

        static Dataset Rows() => new(randn(60, 81, dtype: ScalarType.Float64).DetachFromDisposeScope(), randint(3, 60, dtype: ScalarType.Int64).DetachFromDisposeScope());
    }

    /// <summary>All that a run ends with, bit by bit, and where it leaves the library's generator.</summary>
    private sealed record End(string Numbers, IReadOnlyList<string> Warnings)
    {
        public static End Of(ITuningResult result) => Of(result.Model, result.Space.ToUnconstrained([.. result.NaturalValues]), []);

        public static End Of<THyperparameters>(TrainedModel model, THyperparameters hyperparameters, IReadOnlyList<string> warnings)
            where THyperparameters : IHyperparameters<THyperparameters> => Of(model, HyperparameterSpace.UnconstrainedOf(hyperparameters), warnings);

        private static End Of(TrainedModel model, double[] u, IReadOnlyList<string> warnings)
        {
            using var scope = NewDisposeScope();
            var values = new[] { model.Weights, rand(1) }.Concat(model.State.Select(entry => entry.Value)).Select(value => HostValues.Read(value));
            return new(string.Join(' ', values.Append(u).SelectMany(numbers => numbers).Select(BitConverter.DoubleToInt64Bits)), warnings);
        }

        public bool Equals(End? other) => Numbers == other?.Numbers && Warnings.SequenceEqual(other.Warnings);

        public override int GetHashCode() => Numbers.GetHashCode(StringComparison.Ordinal);
    }
}
