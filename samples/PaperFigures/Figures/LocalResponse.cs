using PaperFigures.Data;
using PaperFigures.Exact;
using PaperFigures.Models;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>Figure 4: a response that is learned about û alone, which moves from far off to the optimum.</summary>
internal static class LocalResponse
{
    private const double From = -4;
    private const double To = 5;
    private const int Points = 181;

    // How far from û the response is drawn.
    private const double Neighbourhood = 1;
    private const int WayPoints = 101;

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using DataSplits splits = run.Data.Split(PaperSplit.Few(run.Data.Quick));
        using var ridge = new RidgeProblem(splits);
        double[] grid = Grid.Between(From, To, Points);
        Curve exact = Curve.Over(grid, ridge, u => ridge.Response(u));
        Curve? local = null;
        var runs = new List<TunedRun>();
        foreach (int seed in run.Seeds)
        {
            ExperimentSettings settings = TuneLocally.Settings with { Seed = seed, HealthChecks = 0, Keep = Keep.Last };
            var clock = new ProcessorClock();
            using TuningResult<SharedDecayLine, SharedDecayLine.Trained, SharedDecayLine.Hyperparameters> result =
                await TuneLocally.RunAsync(splits, run.Pick(settings, settings with { Steps = 2_000, HyperLearningRate = 2e-2 }), null, run.Cancellation);
            runs.Add(TunedRun.Of(result, splits, clock.ProcessorSeconds));
            double final = runs[^1].Unconstrained[0];
            local ??= Curve.Over(Grid.Between(final - Neighbourhood, final + Neighbourhood, 41), ridge, u =>
            {
                using SharedDecayLine.Trained model = result.Response.At([u]);
                return Flat.Of(model);
            });
            run.Say($"seed {seed}: û = {final:F3}, validation loss {runs[^1].ValidationLoss:F4}");
        }

        return new FigureResult(Panels(exact, local!, runs), 3, Summarise(exact, runs));
    }

    private static Panel[] Panels(Curve exact, Curve local, List<TunedRun> runs)
    {
        double[] shares = Grid.Between(0, 1, WayPoints);
        double[] steps = [.. shares.Select(share => share * runs[0].Way.Steps[^1])];
        double final = runs[0].Unconstrained[0];
        return
        [
            Losses("training", "Training loss, penalty included", ScottPlot.Alignment.UpperLeft, curve => curve.Training),
            Losses("validation", "Validation loss", ScottPlot.Alignment.UpperRight, curve => curve.Validation),
            new Panel("way", "û on its way", "step", "û",
            [
                Series.Band("û (mean and range over seeds)", steps, [.. runs.Select(each => (IReadOnlyList<double>)[.. shares.Select(share => each.Way.At(share)[0])])], 0),
                new Series("exact optimum", [0, steps[^1]], [exact.LowestAt, exact.LowestAt], Mark.Dashes) { Color = 1 },
            ])
            { Legend = ScottPlot.Alignment.LowerRight },
        ];

        Panel Losses(string name, string title, ScottPlot.Alignment legend, Func<Curve, double[]> part) => new(name, title, "u = ln λ", "loss",
        [
            new Series("exact best response", exact.U, part(exact), Mark.Dashes) { Color = 1 },
            new Series("local response about the final û", local.U, part(local)),
        ])
        {
            Places = [(exact.LowestAt, "exact optimum"), (final, "final û")],
            Legend = legend,
        };
    }

    private static Summary Summarise(Curve exact, List<TunedRun> runs)
    {
        var summary = new Summary();
        double best = exact.Validation.Min();
        summary.Set("start_u", runs[0].Way.At(0)[0]);
        summary.Set("final_u", runs.Average(each => each.Unconstrained[0]));
        summary.Set("validation_loss", runs.Average(each => each.ValidationLoss));
        summary.Set("exact_u", exact.LowestAt);
        summary.Set("exact_validation_loss", best);
        summary.Set("final_u_distance", runs.Max(each => Math.Abs(each.Unconstrained[0] - exact.LowestAt)));
        summary.Set("validation_loss_relative_error", runs.Max(each => Math.Abs((each.ValidationLoss / best) - 1)));
        summary.Set("seconds_a_run", runs.Average(each => each.Seconds));
        summary.Set("processor_seconds_a_run", runs.Max(each => each.ProcessorSeconds));
        foreach (TunedRun each in runs)
            summary.AddRow(("final_u", each.Unconstrained[0]), ("validation_loss", each.ValidationLoss), ("seconds", each.Seconds), ("processor_seconds", each.ProcessorSeconds));
        return summary;
    }
}
