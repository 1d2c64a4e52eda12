using PaperFigures.Data;
using PaperFigures.Exact;
using PaperFigures.Models;
using PaperFigures.Pictures;
using TorchSharp;

namespace PaperFigures.Figures;

/// <summary>
/// Figure 8: who predicts the validation loss of hyperparameters that nobody has trained at. A Gaussian process on 25 of
/// them with their exact losses, a hypernetwork on the same 25, and one on hyperparameters drawn anew in every step.
/// </summary>
internal static class UnseenLosses
{
    private const int Known = 25;
    private const double Bound = 3;
    private const int Classes = PaperData.Classes;
    private const int Drawn = 600;

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using DataSplits splits = run.Data.Split(PaperSplit.Few(run.Data.Quick));
        using var ridge = new RidgeProblem(splits);
        var methods = new Dictionary<string, List<Predictions>> { ["gaussian-process"] = [], ["fixed-set"] = [], ["hyper-training"] = [] };
        foreach (int seed in run.Seeds)
        {
            var random = new Random(seed);
            double[][] known = Draw(random, Known);
            double[][] unseen = Draw(random, run.Pick(2_000, 500));
            double[] losses = [.. unseen.Select(u => ridge.ValidationLoss(ridge.Response(u)))];
            methods["gaussian-process"].Add(new Predictions(losses, OfProcess(ridge, known, unseen)));

            using (torch.NewDisposeScope())
            {
                torch.Tensor set = torch.tensor(known.SelectMany(u => u).Select(u => (float)u).ToArray()).view(Known, Classes);
                using FixedSetHypernetwork fixedSet = FixedSetHypernetwork.Train(splits.Training, set, run.Pick(3_000, 600), seed, run.Cancellation);
                methods["fixed-set"].Add(new Predictions(losses, [.. unseen.Select(u => ridge.ValidationLoss(fixedSet.At(u)))]));
            }

            ExperimentSettings settings = LearnClassResponse.Settings with { Seed = seed, HealthChecks = 0, Keep = Keep.Last };
            using TuningResult<ClassDecay, ClassDecay.Trained, ClassDecay.Hyperparameters> result =
                await LearnClassResponse.RunAsync(splits, run.Pick(settings, settings with { Steps = 2_000 }), null, run.Cancellation);
            methods["hyper-training"].Add(new Predictions(losses, [.. unseen.Select(u => LossAt(result, u, ridge))]));
            IEnumerable<string> errors = methods.Select(method => $"{method.Key} {method.Value[^1].Words}");
            run.Say($"seed {seed}: {string.Join(", ", errors)}");
        }

        return new FigureResult([.. Panels(methods)], 3, Summarise(methods));
    }

    private static double LossAt(TuningResult<ClassDecay, ClassDecay.Trained, ClassDecay.Hyperparameters> result, double[] u, RidgeProblem ridge)
    {
        using ClassDecay.Trained model = result.Response.At(u);
        return ridge.ValidationLoss(Flat.Of(model));
    }

    private static double[] OfProcess(RidgeProblem ridge, double[][] known, double[][] unseen)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor losses = torch.tensor(known.Select(u => ridge.ValidationLoss(ridge.Response(u))).ToArray());
        using GaussianProcess process = GaussianProcess.Fit(Matrix(known), losses, new GaussianProcessOptions { Kernel = Kernel.Rbf });
        return process.Predict(Matrix(unseen)).Mean.data<double>().ToArray();
    }

    private static IEnumerable<Panel> Panels(Dictionary<string, List<Predictions>> methods)
    {
        string[] titles = ["Gaussian process on 25 losses", "Hypernetwork on the same 25", "Hypernetwork on sampled λ"];
        double[] all = [.. methods.Values.SelectMany(each => each[0].True)];
        double margin = 0.3 * (all.Max() - all.Min());
        (double low, double high) = (all.Min() - margin, all.Max() + margin);
        foreach ((int index, (string name, List<Predictions> seeds)) in methods.Index())
        {
            yield return new Panel($"scatter-{name}", titles[index], "true validation loss", "predicted validation loss",
            [
                new Series("unseen λ", [.. seeds[0].True.Take(Drawn)], [.. seeds[0].Predicted.Take(Drawn)], Mark.Points) { Color = index },
                new Series("equal", [low, high], [low, high], Mark.Dashes) { Color = Series.Black },
            ])
            { Legend = ScottPlot.Alignment.UpperLeft, Range = (low, high), Span = (low, high) };
        }

        double[] errors = [.. methods.Values.SelectMany(each => each.SelectMany(seed => seed.Errors))];
        (double from, double to) = (Quantile(errors, 0.005), Quantile(errors, 0.995));
        foreach ((int index, (string name, List<Predictions> seeds)) in methods.Index())
        {
            (double[] centres, double[] counts) = Histogram([.. seeds.SelectMany(seed => seed.Errors)], from, to);
            (double mean, double deviation) = (seeds.Average(seed => seed.Mean), Deviation(seeds));
            string title = FormattableString.Invariant($"errors: mean {mean:+0.0000;-0.0000;0.0000}, deviation {deviation:F4}");
            yield return new Panel($"errors-{name}", title, "predicted less true loss", "share of unseen λ",
                [new Series("", centres, counts, Mark.Bars) { Color = index }])
            { Span = (from, to) };
        }
    }

    private static Summary Summarise(Dictionary<string, List<Predictions>> methods)
    {
        var summary = new Summary();
        foreach ((string name, List<Predictions> seeds) in methods)
        {
            summary.AddRow(
                ("method", name),
                ("mean_error", seeds.Average(seed => seed.Mean)),
                ("absolute_mean_error", AbsoluteMean(seeds)),
                ("error_deviation", Deviation(seeds)),
                ("predicted_best_over_best", seeds.Max(seed => seed.BestOverBest)));
        }

        List<Predictions> process = methods["gaussian-process"];
        List<Predictions> hyper = methods["hyper-training"];
        double between = Deviation(methods["fixed-set"]);
        summary.Set("unseen_pairs", (double)hyper[0].True.Length);
        summary.Set("absolute_mean_over_gaussian_process", AbsoluteMean(hyper) / AbsoluteMean(process));
        summary.Set("deviation_over_gaussian_process", Deviation(hyper) / Deviation(process));
        summary.Set("fixed_set_between", Deviation(hyper) < between && between < Deviation(process) ? 1.0 : 0.0);
        summary.Set("predicted_best_over_best", hyper.Max(seed => seed.BestOverBest));
        return summary;
    }

    private static double AbsoluteMean(List<Predictions> seeds) => seeds.Average(seed => Math.Abs(seed.Mean));

    private static double Deviation(List<Predictions> seeds) => seeds.Average(seed => seed.Deviation);

    private static (double[] Centres, double[] Shares) Histogram(double[] values, double from, double to)
    {
        const int Bins = 41;
        double width = (to - from) / Bins;
        var shares = new double[Bins];
        foreach (double value in values)
        {
            int bin = (int)Math.Floor((value - from) / width);
            if (bin is >= 0 and < Bins)
                shares[bin] += 1.0 / values.Length;
        }

        return ([.. Enumerable.Range(0, Bins).Select(i => from + ((i + 0.5) * width))], shares);
    }

    private static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));

    private static double[][] Draw(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Classes).Select(_ => Bound * ((2 * random.NextDouble()) - 1)).ToArray())];

    private static torch.Tensor Matrix(double[][] rows) => torch.tensor(rows.SelectMany(row => row).ToArray()).view(rows.Length, Classes);
}
