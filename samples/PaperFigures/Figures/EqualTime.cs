using System.Globalization;
using PaperFigures.Data;
using PaperFigures.Models;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>Figure 6: ten hyperparameters and 7,850, against random search and Bayesian optimization with as many seconds.</summary>
internal static class EqualTime
{
    private static readonly Problem[] Problems =
    [
        new(
            "10",
            Contestant.Of("hyper-training", "hyper-training", TuneTen.Settings, TuneTen.RunAsync, TunedRun.Of),
            Searcher.Of(SearchRandomTen.Settings, SearchRandomTen.RunAsync),
            Searcher.Of(SearchBayesianTen.Settings, SearchBayesianTen.RunAsync)),
        new(
            "7850",
            Contestant.Of("hyper-training", "hyper-training", TuneThousands.Settings, TuneThousands.RunAsync, TunedRun.Of),
            Searcher.Of(SearchRandomThousands.Settings, SearchRandomThousands.RunAsync),
            Searcher.Of(SearchBayesianThousands.Settings, SearchBayesianThousands.RunAsync)),
    ];

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using DataSplits splits = run.Data.Split(PaperSplit.Most(run.Data.Quick));
        var summary = new Summary();
        var panels = new List<Panel>();
        foreach (Problem problem in Problems)
        {
            var tuned = new List<TunedRun>();
            var random = new List<SearchRun>();
            var bayesian = new List<SearchRun>();
            foreach (int seed in run.Seeds)
            {
                tuned.Add(await problem.Tuning.RunAsync(splits, Shortened(problem.Tuning.Settings, run) with { Seed = seed, HealthChecks = 0 }, run.Cancellation));
                random.Add(await SearchAsync(problem.Random, seed));
                bayesian.Add(await SearchAsync(problem.Bayesian, seed));
                run.Say(FormattableString.Invariant(
                    $"{problem.Values}, seed {seed}: {tuned[^1].ValidationLoss:F4} in {tuned[^1].Seconds:F1} s, random search {random[^1].ValidationLoss:F4} ({random[^1].Trials} trials, {random[^1].Seconds:F1} s), Bayesian optimization {bayesian[^1].ValidationLoss:F4} ({bayesian[^1].Trials} trials, {bayesian[^1].Seconds:F1} s)"));

                // A search starts no trial after the time that hyper-training took, and ends the last one that it has started.
                Task<SearchRun> SearchAsync(Searcher searcher, int at) => searcher.RunAsync(
                    splits, Shortened(searcher.Settings, run) with { Seed = at, TimeLimit = tuned[^1].Seconds }, run.Cancellation);
            }

            panels.Add(PanelOf(problem, tuned, random, bayesian));
            AddRow("hyper-training", [.. tuned.Select(each => each.ValidationLoss)], tuned.Average(each => each.TestLoss), tuned.Average(each => each.Seconds), tuned.Average(each => each.ProcessorSeconds), 1);
            AddSearch("random-search", random);
            AddSearch("bayesian-optimization", bayesian);
            summary.Set($"worst_over_random_{problem.Values}", tuned.Zip(random, (own, other) => own.ValidationLoss / other.ValidationLoss).Max());
            summary.Set($"worst_over_bayesian_{problem.Values}", tuned.Zip(bayesian, (own, other) => own.ValidationLoss / other.ValidationLoss).Max());

            void AddSearch(string name, List<SearchRun> runs) => AddRow(
                name, [.. runs.Select(each => each.ValidationLoss)], runs.Average(each => each.TestLoss), runs.Average(each => each.Seconds), runs.Average(each => each.ProcessorSeconds), runs.Average(each => each.Trials));

            void AddRow(string name, double[] losses, double test, double seconds, double processor, double trials) => summary.AddRow(
                ("hyperparameters", problem.Values),
                ("method", name),
                ("validation_loss", losses.Average()),
                ("validation_loss_worst", losses.Max()),
                ("test_loss", test),
                ("seconds", seconds),
                ("processor_seconds", processor),
                ("trainings", trials));
        }

        return new FigureResult(panels, 2, summary);
    }

    private static ExperimentSettings Shortened(ExperimentSettings settings, FigureRun run) =>
        run.Pick(settings, settings with { Steps = settings.Steps / 4, BatchSize = 250, ValidationBatchSize = 350 });

    private static Panel PanelOf(Problem problem, List<TunedRun> tuned, List<SearchRun> random, List<SearchRun> bayesian)
    {
        double end = tuned.Average(each => each.Seconds);
        double[] times = Grid.Between(end / 20, end, 60);
        double best = tuned.Average(each => each.ValidationLoss);
        double[] finals = [.. random.Concat(bayesian).Select(each => each.ValidationLoss)];
        return new Panel($"hyperparameters-{problem.Values}", FormattableString.Invariant($"{int.Parse(problem.Values, CultureInfo.InvariantCulture):N0} hyperparameters"), "seconds", "validation loss",
        [
            Series.Band("hyper-training (mean and range over seeds)", times, [.. tuned.Select(each => (IReadOnlyList<double>)[.. times.Select(time => each.Smoothed(time / end))])], 0),
            new Series("its final weights", [end], [best], Mark.Star) { Color = 0 },
            OfSearch("random search, best so far", random, 1),
            OfSearch("Bayesian optimization, best so far", bayesian, 2),
        ])
        {
            Range = (best - 0.01, Math.Max(finals.Max(), best) + 0.04),
        };
    }

    private static Series OfSearch(string name, List<SearchRun> runs, int color)
    {
        double from = runs.Max(each => each.Best[0].Seconds);
        double to = Math.Max(from, runs.Average(each => each.Seconds)) + 1e-3;
        double[] times = Grid.Between(from, to, 60);
        return Series.Band(name, times, [.. runs.Select(each => (IReadOnlyList<double>)[.. times.Select(time => each.Best.Last(point => point.Seconds <= time).ValidationLoss)])], color);
    }

    private sealed record Problem(string Values, Contestant Tuning, Searcher Random, Searcher Bayesian);
}
