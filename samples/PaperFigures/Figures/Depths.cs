using PaperFigures.Data;
using PaperFigures.Models;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>Figure 5, bottom: one L2 strength a weight in networks of one, two and three layers, against a grid over a single one.</summary>
internal static class Depths
{
    private static readonly Network[] Networks =
    [
        new(
            "784-10",
            Contestant.Of("784-10", "", TuneOneLayer.Settings, TuneOneLayer.RunAsync, TunedRun.Of),
            Searcher.Of(SearchOneLayer.Settings, SearchOneLayer.RunAsync)),
        new(
            "784-100-10",
            Contestant.Of("784-100-10", "", TuneTwoLayers.Settings, TuneTwoLayers.RunAsync, TunedRun.Of),
            Searcher.Of(SearchTwoLayers.Settings, SearchTwoLayers.RunAsync)),
        new(
            "784-100-100-10",
            Contestant.Of("784-100-100-10", "", TuneThreeLayers.Settings, TuneThreeLayers.RunAsync, TunedRun.Of),
            Searcher.Of(SearchThreeLayers.Settings, SearchThreeLayers.RunAsync)),
    ];

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using DataSplits splits = run.Data.Split(PaperSplit.Thousands(run.Data.Quick));
        var summary = new Summary();
        var panels = new List<Panel>();
        var ratios = new List<(double Loss, double Time)>();
        foreach (Network network in Networks)
        {
            var tuned = new List<TunedRun>();
            var grids = new List<SearchRun>();
            foreach (int seed in run.Seeds)
            {
                tuned.Add(await network.Tuning.RunAsync(splits, Shortened(network.Tuning.Settings, run) with { Seed = seed, HealthChecks = 0 }, run.Cancellation));
                grids.Add(await network.Grid.RunAsync(splits, Shortened(network.Grid.Settings, run) with { Seed = seed }, run.Cancellation));
                run.Say(FormattableString.Invariant(
                    $"{network.Name}, seed {seed}: tuned {tuned[^1].ValidationLoss:F4} in {tuned[^1].ProcessorSeconds:F1} processor seconds, grid {grids[^1].ValidationLoss:F4} at u = {grids[^1].Unconstrained:F1} in {grids[^1].ProcessorSeconds:F1}"));
            }

            ratios.Add((
                tuned.Zip(grids, (own, grid) => own.ValidationLoss / grid.ValidationLoss).Max(),
                tuned.Zip(grids, (own, grid) => own.ProcessorSeconds / grid.ProcessorSeconds).Max()));
            panels.Add(PanelOf(network, tuned, grids));
            summary.AddRow(
                ("network", network.Name),
                ("validation_loss", tuned.Average(each => each.ValidationLoss)),
                ("test_loss", tuned.Average(each => each.TestLoss)),
                ("seconds", tuned.Average(each => each.Seconds)),
                ("processor_seconds", tuned.Average(each => each.ProcessorSeconds)),
                ("grid_validation_loss", grids.Average(each => each.ValidationLoss)),
                ("grid_test_loss", grids.Average(each => each.TestLoss)),
                ("grid_u", grids.Average(each => each.Unconstrained)),
                ("grid_seconds", grids.Average(each => each.Seconds)),
                ("grid_processor_seconds", grids.Average(each => each.ProcessorSeconds)),
                ("worst_over_grid", ratios[^1].Loss));
        }

        summary.Set("worst_over_grid", ratios.Max(each => each.Loss));
        summary.Set("worst_time_over_grid", ratios.Max(each => each.Time));
        return new FigureResult(panels, 3, summary);
    }

    private static ExperimentSettings Shortened(ExperimentSettings settings, FigureRun run) =>
        run.Pick(settings, settings with { Steps = settings.Steps / 4, ValidationBatchSize = 300 });

    private static Panel PanelOf(Network network, List<TunedRun> tuned, List<SearchRun> grids)
    {
        double end = tuned.Average(each => each.ProcessorSeconds);
        double[] times = Grid.Between(end / 20, end, 40);
        double best = grids.Average(each => each.ValidationLoss);
        double far = grids.Average(each => each.ProcessorSeconds);
        return new Panel(network.Name, network.Name, "processor seconds", "validation loss",
        [
            Series.Band("hyper-training, one L2 a weight", times, [.. tuned.Select(each => (IReadOnlyList<double>)[.. times.Select(time => each.Smoothed(time / end))])], 0),
            new Series("its final weights", [end], [tuned.Average(each => each.ValidationLoss)], Mark.Star) { Color = 0 },
            new Series("best of the 15 trainings of the grid", [0, far], [best, best], Mark.Dashes) { Color = 1 },
            new Series("the grid's end", [far], [best], Mark.Star) { Color = 1 },
        ])
        {
            Range = (Math.Min(best, tuned.Min(each => each.ValidationLoss)) - 0.02, best + 0.15),
        };
    }

    private sealed record Network(string Name, Contestant Tuning, Searcher Grid);
}
