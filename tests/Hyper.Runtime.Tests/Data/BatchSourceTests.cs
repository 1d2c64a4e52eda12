using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Checkpoints;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

/// <summary>Rows that stay in a file are the same rows, to the bit, and no more of them are in memory than are needed.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class BatchSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<IDisposable> owned = [];

    static BatchSourceTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string, bool> Runs => new()
    {
        { "Joint", false },
        { "Joint", true },
        { "Several samples", true },
        { "Whole splits", false },
        { "Folds", true },
        { "Refit", false },
        { "SelfTuning", true },
        { "Balanced", true },
        { "Curvature", false },
        { "Test rows", false },
    };

    public void Dispose()
    {
        foreach (var item in owned.AsEnumerable().Reverse())
        {
            item.Dispose();
        }

        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_run_on_a_file_is_the_run_on_the_same_rows_in_memory(string name, bool readsAhead)
    {
        using var held = SmallData.Labelled();
        using var all = Dataset.Concat(held.Training, held.Validation, held.Validation);
        using var inMemory = DataSplits.InOrder(all, 60, 40, 40);
        using var file = Source(all, readsAhead);
        using var rows = Dataset.From(file);
        using var onDisk = DataSplits.InOrder(rows, 60, 40, 40);
        using var expected = await RunAsync(name, inMemory);
        using var actual = await RunAsync(name, onDisk);
        Assert.Equal(await ResumeCase.BytesOf(expected), await ResumeCase.BytesOf(actual));
        if (name == "Refit")
        {
            Assert.Equal(Weights(((dynamic)expected).Final), Weights(((dynamic)actual).Final));
        }

        static float[] Weights(TrainedModel model) => model.Weights.data<float>().ToArray();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_of_a_source_and_rows_in_memory_go_together(bool isTrainingOnDisk)
    {
        using var data = SmallData.Labelled();
        using var file = Source(isTrainingOnDisk ? data.Training : data.Validation, readsAhead: true);
        using var mixed = isTrainingOnDisk ? new DataSplits(Dataset.From(file), data.Validation.Slice(0, 40)) : new DataSplits(data.Training.Slice(0, 60), Dataset.From(file));
        foreach (var name in (string[])["Joint", "Folds", "Refit"])
        {
            using var expected = await RunAsync(name, data);
            using var actual = await RunAsync(name, mixed);
            Assert.Equal(await ResumeCase.BytesOf(expected), await ResumeCase.BytesOf(actual));
        }
    }

    [Fact]
    public async Task No_more_rows_are_read_at_once_than_a_step_needs()
    {
        const int rows = 100_000;
        using var noise = new Generator(3);
        using var all = new Dataset(randn(rows, 8, generator: noise), randint(0, 3, rows, dtype: ScalarType.Int64, generator: noise));
        using var file = Source(all, readsAhead: true);
        using var source = Dataset.From(file);
        using var data = new DataSplits(source.Slice(0, 99_000), all.Slice(99_000, 1_000));
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 50, BatchSize = 64, HealthChecks = 0 });
        Assert.True(double.IsFinite(result.ValidationLoss));
        Assert.Equal(64, file.Reads.Max(read => read.Length));
        Assert.InRange(file.Reads.Count, 50, 55);
    }

    [Fact]
    public async Task A_hyperparameter_for_each_row_knows_the_rows_of_a_source()
    {
        using var noise = new Generator(3);
        using var all = new Dataset(randn(8, 8, generator: noise), randn(8, 1, generator: noise));
        using var source = Dataset.From(new Held(all));
        using var inMemory = new DataSplits(all.Slice(0, 8), all.Slice(0, 8));
        using var onDisk = new DataSplits(source.Slice(0, 8), source.Slice(0, 8));
        var settings = TuneTunedExamples.Settings with { Steps = 60 };
        using var expected = await TuneTunedExamples.RunAsync(inMemory, settings);
        using var actual = await TuneTunedExamples.RunAsync(onDisk, settings);
        Assert.Equal(await ResumeCase.BytesOf(expected), await ResumeCase.BytesOf(actual));
    }

    [Fact]
    public async Task Searches_trainings_and_checks_take_a_source_of_several_inputs()
    {
        using var held = SeveralData.NumbersAndTokens();
        using var all = Dataset.Concat(held.Training, held.Validation);
        using var source = Dataset.From(new Held(all));
        Assert.Equal(["numbers", "tokens"], source.InputNames);
        using var data = DataSplits.InOrder(source, 60, 40);
        using var expected = await SearchNumbersAndTokens.RunAsync(held);
        using var actual = await SearchNumbersAndTokens.RunAsync(data);
        Assert.Equal(expected.Trials.Select(trial => trial.ValidationLoss), actual.Trials.Select(trial => trial.ValidationLoss));
        var one = await TuneNumbersAndTokens.CheckHypergradientAsync(held, settings: TuneNumbersAndTokens.Settings with { Steps = 20 });
        var other = await TuneNumbersAndTokens.CheckHypergradientAsync(data, settings: TuneNumbersAndTokens.Settings with { Steps = 20 });
        Assert.Equal(one.ToString(), other.ToString());
    }

    [Fact]
    public async Task What_is_evaluated_of_a_source_is_what_is_evaluated_in_memory()
    {
        using var data = SmallData.Labelled();
        using var source = Dataset.From(new Held(data.Validation));
        using var trained = await TuneSmallNetwork.TrainAtAsync(new(), data, TuneSmallNetwork.Settings with { Steps = 20 });
        Assert.Equal(trained.Model.ValidationLoss(data.Validation), trained.Model.ValidationLoss(source));
        Assert.Equal(trained.Model.Accuracy(data.Validation), trained.Model.Accuracy(source), 12);
    }

    [Fact]
    public void Rows_of_a_source_are_chosen_without_reading_them()
    {
        using var scope = NewDisposeScope();
        using var all = SeveralData.All();
        var held = new Held(all);
        using var source = Dataset.From(held);
        Assert.False(source.IsHeld);
        Assert.Equal(1, held.Reads);
        using var part = source.Slice(20, 50);
        using var chosen = part.Select([4, 0, 4]);
        using var again = chosen.Slice(1, 2);
        using var joined = Dataset.Concat(again, all.Slice(0, 3));
        using var moved = joined.To(CPU, ScalarType.Float64);
        Assert.Equal(2, held.Reads);
        using var read = moved.ToMemory();
        using var expected = all.Select([20, 24, 0, 1, 2]).To(CPU, ScalarType.Float64);
        foreach (var name in all.InputNames)
        {
            Assert.Equal(expected.Input(name).dtype, read.Input(name).dtype);
            Assert.True(expected.Input(name).eq(read.Input(name)).all().item<bool>());
        }

        Assert.True(expected.Targets.eq(read.Targets).all().item<bool>());
        Assert.Contains("with a source and not in memory", Assert.Throws<HyperDslException>(() => source.Inputs).Message, StringComparison.Ordinal);
        Assert.Contains("with a source and not in memory", Assert.Throws<HyperDslException>(() => source.Targets).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_source_are_dealt_out_like_others()
    {
        using var all = SeveralData.All();
        using var source = Dataset.From(new Held(all));
        Require(DataSplits.Random(all, 5, 60, 40), DataSplits.Random(source, 5, 60, 40));
        Require(DataSplits.Stratified(all, 5, 60, 40), DataSplits.Stratified(source, 5, 60, 40));
        using var expected = new DataSplits(all.Slice(0, 60), all.Slice(50, 40));
        using var actual = new DataSplits(source.Slice(0, 60), source.Slice(50, 40));
        Assert.Equal(10, actual.SharedRows().Count);
        Assert.Equal(expected.SharedRows(), actual.SharedRows());

        static void Require(DataSplits expected, DataSplits actual)
        {
            using (expected)
            using (actual)
            using (var read = actual.Validation.ToMemory())
            {
                Assert.True(expected.Validation.Input("numbers").eq(read.Input("numbers")).all().item<bool>());
            }
        }
    }

    [Fact]
    public async Task A_source_that_fails_loses_no_more_than_the_steps_since_the_last_checkpoint()
    {
        using var data = SmallData.Labelled();
        using var file = Source(data.Training, readsAhead: true);
        using var onDisk = new DataSplits(Dataset.From(file), data.Validation.Slice(0, 40));
        var settings = TuneSmallNetwork.Settings with { Steps = 60, HealthChecks = 0 };
        using var whole = await TuneSmallNetwork.RunAsync(onDisk, settings);
        var checkpoints = new CheckpointFolder(Path.Combine(folder.Root, "run")) { Every = null, EverySteps = 7 };
        var reads = 0;
        file.Change = (_, read) => ++reads < 40 ? read : throw new IOException("The disk has gone.");
        var failure = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(onDisk, checkpoints, settings));
        Assert.Contains("The source FileRows failed to read 16 rows (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The disk has gone. Repair the source; a run with checkpoints goes on from the last one.", failure.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(failure.InnerException);
        file.Change = null;
        using var resumed = await TuneSmallNetwork.RunAsync(onDisk, checkpoints, settings);
        Assert.InRange(resumed.ResumedFrom, 14, 42);
        Assert.Equal(await ResumeCase.BytesOf(whole), await ResumeCase.BytesOf(resumed));
    }

    [Fact]
    public async Task A_checkpoint_of_other_rows_is_refused()
    {
        using var data = SmallData.Labelled();
        using var other = Dataset.Concat(data.Training);
        other.Inputs[0, 0].fill_(7);
        var settings = TuneSmallNetwork.Settings with { Steps = 10 };
        foreach (var (first, second, isRefused) in ((string?, string?, bool)[])[(null, null, true), ("one", "two", true), ("one", "one", false)])
        {
            var checkpoints = new CheckpointFolder(Path.Combine(folder.Root, $"{first}-{second}")) { Every = null };
            await RunOnAsync(data.Training, first);
            if (isRefused)
            {
                var refused = await Record.ExceptionAsync(() => RunOnAsync(other, second));
                Assert.Contains("rows is", refused?.Message, StringComparison.Ordinal);
            }
            else
            {
                await RunOnAsync(other, second);
            }

            async Task RunOnAsync(Dataset rows, string? fingerprint)
            {
                using var splits = new DataSplits(Dataset.From(new Held(rows) { Fingerprint = fingerprint }), data.Validation.Slice(0, 40));
                using var result = await TuneSmallNetwork.RunAsync(splits, checkpoints, settings);
            }
        }
    }

    [Fact]
    public async Task A_source_that_does_not_give_what_it_gave_is_refused()
    {
        await RefusesAsync("gave 15 rows for 16 rows (", (_, read) => read.Slice(0, read.Count - 1));
        await RefusesAsync("gave nothing for 16 rows (", (_, _) => null);
        await RefusesAsync("gave inputs that are Float32 of shape [16, 7] for 16 rows (", (_, read) => new Dataset(read.Inputs.narrow(1, 0, 7).clone(), read.Targets.clone()));
        await RefusesAsync("gave targets that are Float32 of shape [16] for 16 rows (", (_, read) => new Dataset(read.Inputs.clone(), read.Targets.to(ScalarType.Float32)));
        await RefusesAsync("gave a dataset that is with a source itself", (_, read) => Dataset.From(new Held(read)));
        await RefusesAsync("the inputs have NaN in row ", (_, read) =>
        {
            read.Inputs[2, 3].fill_(double.NaN);
            return read;
        });
        Assert.Contains("has 0 rows; at least one is expected", Assert.Throws<HyperDslException>(() => Dataset.From(new Nothing())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Dataset.From(null!));

        async Task RefusesAsync(string message, Func<FileRows, Dataset, Dataset?> change)
        {
            using var data = SmallData.Labelled();
            using var file = Source(data.Training, readsAhead: false);
            using var onDisk = new DataSplits(Dataset.From(file), data.Validation.Slice(0, 40));
            file.Change = (source, read) => read.Count == 16 && source.Reads.Count > 20 ? change(source, read) : read;
            var refused = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(onDisk, TuneSmallNetwork.Settings with { BatchSize = 16, Steps = 40 }));
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
            Assert.Contains("FileRows", refused.Message, StringComparison.Ordinal);
        }
    }

    private FileRows Source(Dataset rows, bool readsAhead)
    {
        var file = new FileRows(Path.Combine(folder.Root, $"rows{owned.Count}"), rows) { ReadsAhead = readsAhead };
        owned.Add(file);
        return file;
    }

    private static async Task<ITuningResult> RunAsync(string name, DataSplits data) => name switch
    {
        "Several samples" => await TuneSmallNetwork.RunAsync(data, Settings with { HyperSamples = 3 }),
        "Whole splits" => await TuneSmallNetwork.RunAsync(data, Settings with { HyperSamples = 1, BatchSize = 1_000, ValidationBatchSize = 1_000 }),
        "Folds" => await TuneSmallNetwork.RunAsync(data, Settings with { Folds = 3 }),
        "Refit" => await TuneSmallNetwork.RunAsync(data, Settings with { Refit = true }),
        "Balanced" => await TuneSmallNetwork.RunAsync(data, Settings with { BalanceClasses = true }),
        "Test rows" => await TuneSmallNetwork.RunAsync(data, Settings with { MeasureTest = true }),
        "SelfTuning" => await SelfTuneSmallNetwork.RunAsync(data, SelfTuneSmallNetwork.Settings with { Steps = 40, HealthChecks = 3 }),
        "Curvature" => await CurvatureSmooth.RunAsync(data, CurvatureSmooth.Settings with { Steps = 20 }),
        _ => await TuneSmallNetwork.RunAsync(data, Settings),
    };

    private static ExperimentSettings Settings => TuneSmallNetwork.Settings with { Steps = 40, HealthChecks = 3, ReportEvery = 10 };

    /// <summary>A source over rows in memory.</summary>
    private sealed class Held(Dataset rows) : IBatchSource
    {
        public int Reads { get; private set; }

        public long Count => rows.Count;

        public string? Fingerprint { get; init; }

        public Dataset Read(ReadOnlySpan<long> numbers)
        {
            Reads++;
            return rows.Select(numbers.ToArray());
        }
    }

    private sealed class Nothing : IBatchSource
    {
        public long Count => 0;

        public Dataset Read(ReadOnlySpan<long> rows) => throw new InvalidOperationException("There is nothing to read.");
    }
}
