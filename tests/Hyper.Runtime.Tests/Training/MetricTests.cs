using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A model's own metrics come with what is reported of it, and may choose the best state.</summary>
public sealed class MetricTests : IDisposable
{
    private readonly DataSplits data = SmallData.Labelled();

    static MetricTests() => NativeBackend.EnsureLoaded();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task They_are_those_of_all_rows_at_once()
    {
        using var result = await TuneMeasured.RunAsync(data);
        using var scope = NewDisposeScope();
        var outputs = result.Model.Predict(data.Validation.Inputs);
        var losses = F.cross_entropy(outputs, data.Validation.Targets, reduction: nn.Reduction.None);

        // Five evaluations of eight rows: the worst of all is no mean of the worst ones.
        Assert.Equal(["Right", "Worst"], result.Metrics.Keys);
        Assert.Equal(losses.max().item<float>(), result.Metrics["Worst"], 5);
        Assert.Equal(result.Model.Accuracy(data.Validation), result.Metrics["Right"], 6);
        Assert.Equal(result.Metrics, result.Model.Metrics(data.Validation));
        Assert.Equal(result.ValidationLoss, result.Model.ValidationLoss(data.Validation), 6);
        Assert.NotEqual(result.Metrics["Worst"], result.Model.Metrics(data.Training)["Worst"]);
    }

    [Fact]
    public async Task They_come_in_history_and_progress_where_the_whole_split_is_looked_at()
    {
        var reports = new List<TuningProgress>();
        using var result = await TuneMeasured.RunAsync(data, TuneMeasured.Settings with { Keep = Keep.Best, ReportEvery = 6 }, new Progress(reports.Add));
        var entries = result.History.Where(entry => entry.SplitLoss is not null).ToList();
        Assert.True(entries.Count > 3);
        Assert.All(result.History, entry => Assert.Equal(entry.SplitLoss is null, entry.Metrics is null));
        Assert.Equal(result.History.Select(entry => entry.Metrics?["Worst"]), reports.Select(report => report.Metrics?["Worst"]));
        Assert.Equal(result.Metrics["Worst"], entries.Single(entry => entry.Step == result.BestStep).Metrics!["Worst"], 6);
        using var training = await TuneMeasured.TrainAtAsync(new(), data);
        Assert.Equal(training.Model.Metrics(data.Validation), training.Metrics);
        using ITuningResult search = await SearchMeasured.RunAsync(data);
        Assert.Equal(search.Model.Metrics(data.Validation), search.Metrics);
    }

    [Fact]
    public async Task The_best_state_is_that_of_the_metric_that_is_watched()
    {
        using var result = await TuneMeasuredByRight.RunAsync(data, TuneMeasuredByRight.Settings with { ReportEvery = 3, EarlyStoppingPatience = 0, Keep = Keep.Best });
        var seen = result.History.Where(entry => entry.Metrics is not null).ToList();
        var best = seen.Max(entry => entry.Metrics!["Right"]);
        Assert.Equal(best, result.Metrics["Right"], 6);
        Assert.Equal(seen.First(entry => entry.Metrics!["Right"] == best).Step, result.BestStep);
        using var lower = await TuneMeasured.RunAsync(data, TuneMeasured.Settings with { ReportEvery = 3, Keep = Keep.Best, Watch = "Worst" });
        Assert.Equal(lower.History.Where(entry => entry.Metrics is not null).Min(entry => entry.Metrics!["Worst"]), lower.Metrics["Worst"], 5);
        using var training = await TuneMeasuredByRight.TrainAtAsync(new(), data, TuneMeasuredByRight.Settings with { ReportEvery = 3 });
        Assert.Equal(training.History.Max(entry => entry.Metrics!["Right"]), training.Metrics["Right"], 6);
    }

    [Fact]
    public async Task Folds_share_them_by_their_rows()
    {
        using var result = await TuneMeasured.RunAsync(data, TuneMeasured.Settings with { Folds = 3, Keep = Keep.Best });
        Assert.InRange(result.History[^1].Metrics!["Right"], 0, 1);
    }

    [Fact]
    public async Task A_run_that_goes_on_has_the_metrics_from_before()
    {
        using var folder = new TempFolder();
        var settings = TuneMeasured.Settings with { Keep = Keep.Best, ReportEvery = 6 };
        using var undisturbed = await TuneMeasured.RunAsync(data, settings);
        using (await TuneMeasured.RunAsync(data, new CheckpointFolder(folder.Root) { EverySteps = 10 }, settings with { Steps = 60 }, stop: new CancellationToken(canceled: true)))
        {
        }

        using var resumed = await TuneMeasured.RunAsync(data, new CheckpointFolder(folder.Root) { EverySteps = 10 }, settings);

        // The first part ended with a look at the whole split of its own.
        Assert.NotNull(resumed.History[0].Metrics);
        Assert.Equal(undisturbed.History.Select(entry => entry.Metrics?["Worst"]), resumed.History.Skip(1).Select(entry => entry.Metrics?["Worst"]));
    }

    [Fact]
    public async Task What_is_no_metric_is_refused_with_those_that_are()
    {
        await Refuses(TuneMeasured.RunAsync(data, TuneMeasured.Settings with { Watch = "Wrong" }), "Watch is 'Wrong', and the model's metrics are Right, Worst");
        await Refuses(TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Watch = "Right" }), "no metrics: mark a method with [Metric]");
        await Refuses(TuneMeasuredBadly.RunAsync(data), "The metric Each has the shape [");
        using var none = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 10 });
        Assert.Empty(none.Metrics);
        Assert.Null(none.History[^1].Metrics);
    }

    private static async Task Refuses<T>(Task<T> run, string words)
    {
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => run);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    private sealed class Progress(Action<TuningProgress> report) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => report(value);
    }
}
