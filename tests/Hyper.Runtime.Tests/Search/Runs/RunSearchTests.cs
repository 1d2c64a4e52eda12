using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Checkpoints;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Search.Runs;

/// <summary>A search of runs finds what its best run finds, and whatever interrupts it, it comes to the same bytes.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class RunSearchTests
{
    private static readonly VariedSetting[] varied =
    [
        VariedSetting.Between(RunSetting.LearningRate, 1e-4, 1e-1, Scale.Log),
        VariedSetting.Between(RunSetting.HyperSamples, 1, 3),
        VariedSetting.Among(RunSetting.BatchSize, 12, 24),
    ];

    static RunSearchTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_best_run_is_that_of_its_settings_byte_for_byte(int parallelism)
    {
        using var data = SmallData.Labelled();
        using var search = await SearchAsync(data, numbers: new() { Parallelism = parallelism });
        Assert.Equal([24, 24, 24, 24, 24, 24, 24, 24, 48, 48, 48, 48, 160, 160], search.Trials.Select(trial => trial.Specification.Until));
        Assert.Equal((8 * 24) + (4 * 24) + (2 * 112), search.Steps);
        Assert.Equal(RunEnding.Completed, search.Ending);
        using var alone = await TuneSmallNetwork.RunAsync(data, search.BestSettings);
        Assert.Equal(await ResumeCase.BytesOf(alone), await ResumeCase.BytesOf(search.Best));
        Assert.Equal(alone.ValidationLoss, search.Trials.Skip(12).Min(trial => trial.ValidationLoss));

        // One in two goes on: the better ones.
        var first = search.Trials.Take(8).OrderBy(trial => trial.ValidationLoss).Take(4).Select(trial => trial.Specification.Settings).ToHashSet();
        Assert.True(first.SetEquals(search.Trials.Skip(8).Take(4).Select(trial => trial.Specification.Settings)));
        Assert.Equal(search.Trials.Skip(8).Take(4).OrderBy(trial => trial.ValidationLoss).Take(2).Select(trial => trial.Specification.Settings), search.Trials.Skip(12).Select(trial => trial.Specification.Settings));

        // Whole numbers and values are such.
        Assert.All(search.Trials, trial => Assert.Contains(trial.Specification.Settings.BatchSize, new[] { 12, 24 }));
        Assert.All(search.Trials, trial => Assert.Equal(trial.Specification.Settings.HyperSamples, trial.Specification.Hyperparameters[nameof(RunSetting.HyperSamples)][0]));
        Assert.True(search.Trials.Select(trial => trial.Specification.Settings.LearningRate).Distinct().Count() == 8);
    }

    [Fact]
    public async Task A_search_that_was_killed_after_any_trial_goes_on_to_the_same_bytes()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "whole");
        var ended = 0;
        var copies = new List<string>();

        // What a kill leaves is what is on the disk at that moment.
        using var whole = await SearchAsync(data, new CheckpointFolder(path), progress: new Callback(report => copies.Add(Copy(path, $"{path}-{++ended}"))));
        var expected = await ResumeCase.BytesOf(whole.Best);
        Assert.Equal(14, copies.Count);
        foreach (var copy in new[] { copies[0], copies[7], copies[9], copies[11], copies[12], copies[13] })
        {
            var taken = new List<int>();
            WriteJournal(path, copies.IndexOf(copy) + 1, copy);
            using var resumed = await SearchAsync(data, new CheckpointFolder(copy), onRun: (run, folder) => taken.Add(folder.PauseAt ?? 160));
            Assert.Equal(expected, await ResumeCase.BytesOf(resumed.Best));
            Assert.Equal(whole.Trials.Select(TextOf), resumed.Trials.Select(TextOf));

            // What was finished is not run again, but for the best run's last checkpoint, where it was one of those.
            Assert.InRange(taken.Count, 13 - copies.IndexOf(copy), 14 - copies.IndexOf(copy));
        }
    }

    [Fact]
    public async Task A_search_that_was_killed_in_the_midst_of_a_run_goes_on_from_its_last_checkpoint()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        using var whole = await SearchAsync(data);
        foreach (var (trial, step) in new[] { (0, 10), (3, 20), (9, 30), (13, 100) })
        {
            var path = Path.Combine(folder.Root, $"{trial}");
            var begun = 0;
            var kept = new CheckpointFolder(path) { Every = null, EverySteps = 1 };
            var killed = Path.Combine(folder.Root, $"{trial}-killed");
            using (await SearchAsync(data, kept, onRun: (_, _) => begun++, inRun: report =>
            {
                if (begun == trial + 1 && report.Step == step)
                {
                    Copy(path, killed);
                }
            }))
            {
            }

            var resumedFrom = 0;
            WriteJournal(path, trial, killed);
            using var resumed = await SearchAsync(data, new CheckpointFolder(killed) { Every = null }, onResult: result => resumedFrom = Math.Max(resumedFrom, result.ResumedFrom));
            Assert.Equal(await ResumeCase.BytesOf(whole.Best), await ResumeCase.BytesOf(resumed.Best));
            Assert.Equal(whole.Trials.Select(TextOf), resumed.Trials.Select(TextOf));
            Assert.True(resumedFrom >= step - 1);
        }
    }

    [Fact]
    public async Task A_cancelled_search_gives_the_best_of_the_runs_that_went_furthest()
    {
        using var data = SmallData.Labelled();
        using var cancellation = new CancellationTokenSource();
        var ended = 0;
        using var search = await SearchAsync(data, cancellation: cancellation.Token, progress: new Callback(_ =>
        {
            if (++ended == 10)
            {
                cancellation.Cancel();
            }
        }));
        Assert.Equal((RunEnding.Cancelled, 10), (search.Ending, search.Trials.Count));
        Assert.Equal(48, search.BestTrial.Specification.Until);
        Assert.Equal(search.Trials.Skip(8).Min(trial => trial.ValidationLoss), search.BestTrial.ValidationLoss);
        Assert.Contains(search.Warnings, warning => warning == "The search was cancelled after 10 trials.");
    }

    [Fact]
    public async Task Another_search_and_runs_without_their_journal_are_refused()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        using (await SearchAsync(data, new CheckpointFolder(folder.Root)))
        {
        }

        var other = await Assert.ThrowsAsync<HyperDslException>(() => SearchAsync(data, new CheckpointFolder(folder.Root), numbers: new() { Seed = 1 }));
        Assert.Contains("is that of another search", other.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder.Root, "search.journal"));
        var lost = await Assert.ThrowsAsync<HyperDslException>(() => SearchAsync(data, new CheckpointFolder(folder.Root)));
        Assert.Contains("has runs, and no journal of the search that they are of", lost.Message, StringComparison.Ordinal);
        var pausing = await Assert.ThrowsAsync<HyperDslException>(() => SearchAsync(data, new CheckpointFolder(folder.Root) { PauseAt = 3 }));
        Assert.Contains("a search has its runs pause by itself", pausing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_nothing_to_choose_or_does_not_compare_is_refused()
    {
        using var data = SmallData.Labelled();
        var one = Of(TuneSmallNetwork.Settings, "one");
        await Refused("A search of 1 experiments and 0 settings has nothing to choose.", [one], []);
        await Refused("A search of 0 experiments and 3 settings has nothing to choose.", [], varied);
        await Refused("LearningRate is varied 2 times.", [one], [varied[0], varied[0]]);
        await Refused("The experiment one is given 2 times.", [one, one], []);
        await Refused("one has 200 steps and two 201: their runs do not compare.", [one, Of(TuneSmallNetwork.Settings with { Steps = 201 }, "two")], []);

        async Task Refused(string message, IReadOnlyList<SearchedExperiment<TuneSmallNetwork.Result>> experiments, IReadOnlyList<VariedSetting> settings)
        {
            var failure = await Assert.ThrowsAsync<HyperDslException>(() => RunSearch.RunAsync("test", experiments, settings, new(), data));
            Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Runs_that_diverge_fail_and_the_search_goes_on()
    {
        using var data = SmallData.Labelled();
        using var search = await RunSearch.RunAsync(
            "test", [Of(DescendSmallNetwork.Settings with { Steps = 60, Keep = Keep.Last }, "test", DescendAsync)], [VariedSetting.Among(RunSetting.LearningRate, 1e-2, 1e12)], new(), data);
        Assert.Contains(search.Trials, trial => trial.Status == TrialStatus.Failed && trial.Specification.Settings.LearningRate == 1e12);
        Assert.Equal(1e-2, search.BestSettings.LearningRate);
        Assert.Contains(search.Warnings, warning => warning.Contains("trials failed; the first was trial", StringComparison.Ordinal));
        var none = await Assert.ThrowsAsync<HyperDslException>(() => RunSearch.RunAsync(
            "test", [Of(DescendSmallNetwork.Settings with { Steps = 60, Keep = Keep.Last }, "test", DescendAsync)], [VariedSetting.Among(RunSetting.LearningRate, 1e11, 1e12)], new(), data));
        Assert.StartsWith("Each of the 14 runs failed; the first: The run diverged", none.Message, StringComparison.Ordinal);

        static async Task<ITuningResult> DescendAsync(DataSplits rows, CheckpointFolder folder, ExperimentSettings settings, CancellationToken cancellation) =>
            await DescendSmallNetwork.RunAsync(rows, folder, settings, cancellation: cancellation);
    }

    [Fact]
    public async Task The_choice_of_the_experiment_is_a_choice_like_others()
    {
        using var data = SmallData.Labelled();
        using var search = await RunSearch.RunAsync<ITuningResult>(
            "test",
            [
                new("joint", TuneSmallNetwork.Settings with { Steps = 60 }, async (rows, folder, settings, cancellation) => await TuneSmallNetwork.RunAsync(rows, folder, settings, cancellation: cancellation)),
                new("self-tuning", SelfTuneSmallNetwork.Settings with { Steps = 60 }, async (rows, folder, settings, cancellation) => await SelfTuneSmallNetwork.RunAsync(rows, folder, settings, cancellation: cancellation)),
            ],
            [VariedSetting.Between(RunSetting.LearningRate, 1e-3, 1e-1, Scale.Log)],
            new() { Algorithm = Algorithm.Random, Runs = 6 },
            data);
        Assert.Equal(["joint", "self-tuning"], search.Trials.Select(trial => trial.Specification.Experiment).Distinct().Order());
        Assert.Equal(search.BestExperiment == "joint", search.Best is TuneSmallNetwork.Result);
        Assert.Equal(search.Trials.Min(trial => trial.ValidationLoss), search.Best.ValidationLoss);
    }

    [Fact]
    public async Task A_compiled_search_gives_the_typed_result_of_its_best_run()
    {
        using var data = SmallData.Labelled();
        using ChooseSmallNetwork.Result search = await ChooseSmallNetwork.RunAsync(data, folder: null, each: own => own with { Steps = 60 });
        TuneSmallNetwork.Result best = search.Best;
        Assert.Equal([18, 18, 18, 18, 60, 60], search.Trials.Select(trial => trial.Specification.Until));
        using var alone = await TuneSmallNetwork.RunAsync(data, search.BestSettings);
        Assert.Equal(await ResumeCase.BytesOf(alone), await ResumeCase.BytesOf(best));
        Assert.All(search.Trials, trial => Assert.Equal(typeof(TuneSmallNetwork).FullName, trial.Specification.Experiment));
        using var more = await ChooseSmallNetwork.RunAsync(data, folder: null, ChooseSmallNetwork.Settings with { Runs = 6 }, own => own with { Steps = 60 });
        Assert.Equal(6 + 3, more.Trials.Count);
        using var method = await ChooseSmallMethod.RunAsync(data);
        Assert.Equal([200, 200, 200, 200], method.Trials.Select(trial => trial.Specification.Until));
        Assert.Equal(method.Trials.Min(trial => trial.ValidationLoss), method.Best.ValidationLoss);
        Assert.Equal(method.BestExperiment == typeof(TuneSmallNetwork).FullName, method.Best is TuneSmallNetwork.Result);
    }

    /// <summary>Gradient descent on (1 + exp u)·(w − w*)² from the same w goes to w* by the factor |1 − αh| a step, h = 2(1 + exp u): best at α = 1/h.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_rate_that_is_known_to_be_the_best_is_found(int seed)
    {
        const double Decay = 1.3498588075760032;
        const double Curvature = 2 * (1 + Decay);
        using var data = Diagonal(2, 2 / (1 + Decay));
        VariedSetting[] rate = [VariedSetting.Between(RunSetting.LearningRate, 0.01, 0.4)];
        var settings = DescendDiagonalOne.Settings with { Steps = 8, HyperLearningRate = 0, PerturbationScale = 1e-15, Keep = Keep.Last, Precision = Precision.Float64 };
        using var halved = await RunSearch.RunAsync("test", [Of(settings, "test", RunAsync)], rate, new() { Runs = 16, LastRung = 0.5, Seed = seed }, data);
        var drawn = halved.Trials.Take(16).Select(trial => trial.Specification.Settings.LearningRate);
        Assert.Equal(drawn.MinBy(alpha => Math.Abs(1 - (alpha * Curvature))), halved.BestSettings.LearningRate);
        using var modelled = await RunSearch.RunAsync("test", [Of(settings with { Steps = 3 }, "test", RunAsync)], rate, new() { Algorithm = Algorithm.Bayesian, Runs = 14, Seed = seed }, data);
        Assert.InRange(modelled.BestSettings.LearningRate * Curvature, 0.85, 1.15);

        static async Task<ITuningResult> RunAsync(DataSplits rows, CheckpointFolder folder, ExperimentSettings own, CancellationToken cancellation) =>
            await DescendDiagonalOne.RunAsync(rows, folder, own, cancellation: cancellation);
    }

    private static Task<RunSearchResult<TuneSmallNetwork.Result>> SearchAsync(
        DataSplits data,
        CheckpointFolder? folder = null,
        RunSearchSettings? numbers = null,
        IProgress<TuningProgress>? progress = null,
        CancellationToken cancellation = default,
        Action<ExperimentSettings, CheckpointFolder>? onRun = null,
        Action<TuningProgress>? inRun = null,
        Action<ITuningResult>? onResult = null) => RunSearch.RunAsync(
            "test",
            [new SearchedExperiment<TuneSmallNetwork.Result>("test", TuneSmallNetwork.Settings with { Steps = 160, ReportEvery = 10 }, async (rows, own, settings, stop) =>
            {
                onRun?.Invoke(settings, own);
                var result = await TuneSmallNetwork.RunAsync(rows, own, settings, progress: inRun is null ? null : new Callback(inRun), cancellation: stop);
                onResult?.Invoke(result);
                return result;
            })],
            varied,
            numbers ?? new(),
            data,
            folder,
            progress,
            cancellation);

    private static SearchedExperiment<TuneSmallNetwork.Result> Of(ExperimentSettings settings, string name) =>
        new(name, settings, async (rows, folder, own, cancellation) => await TuneSmallNetwork.RunAsync(rows, folder, own, cancellation: cancellation));

    private static SearchedExperiment<ITuningResult> Of(ExperimentSettings settings, string name, Func<DataSplits, CheckpointFolder, ExperimentSettings, CancellationToken, Task<ITuningResult>> run) =>
        new(name, settings, run);

    private static DataSplits Diagonal(double target, double validation)
    {
        using var one = ones(1, 1, dtype: ScalarType.Float64);
        return new DataSplits(new Dataset(one.clone(), one * target), new Dataset(one.clone(), one * validation));
    }

    // Without what differs from one machine, and one time, to another.
    private static string TextOf(TrialRecord record) => (record with { Seconds = 0, FinishedSeconds = null }).ToJson();

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".safetensors", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    // The search has its journal to itself while it runs; a line is added when a trial has ended, and none is changed.
    private static void WriteJournal(string finished, int trials, string to)
    {
        const string Name = "search.journal";
        File.WriteAllText(Path.Combine(to, Name), string.Concat(File.ReadLines(Path.Combine(finished, Name)).Take(1 + trials).Select(line => line + '\n')));
    }
}
