using PaperFigures.Data;
using PaperFigures.Exact;
using PaperFigures.Models;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>Figure 2: a hypernetwork that has learned the response over the whole prior, against cross-validation and the exact answer.</summary>
internal static class GlobalResponse
{
    private const double From = -1;
    private const double To = 4;
    private const int Points = 101;

    // The paper's crosses: ordinary trainings.
    private const int Crosses = 11;
    private const double CrossRate = 1e-4;
    private const int CrossSteps = 1_000;

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using DataSplits splits = run.Data.Split(PaperSplit.Few(run.Data.Quick));
        using var ridge = new RidgeProblem(splits);
        double[] grid = Grid.Between(From, To, Points);
        Curve exact = Curve.Over(grid, ridge, u => ridge.Response(u));
        var learned = new List<Curve>();
        var seconds = new List<(double Wall, double Processor)>();
        foreach (int seed in run.Seeds)
        {
            ExperimentSettings settings = LearnResponse.Settings with { Seed = seed, HealthChecks = 0, Keep = Keep.Last };
            var clock = new ProcessorClock();
            using TuningResult<SharedDecay, SharedDecay.Trained, SharedDecay.Hyperparameters> result =
                await LearnResponse.RunAsync(splits, run.Pick(settings, settings with { Steps = 2_000, HyperSteps = 300 }), null, run.Cancellation);
            seconds.Add((clock.Seconds, clock.ProcessorSeconds));
            learned.Add(Curve.Over(grid, ridge, u =>
            {
                using SharedDecay.Trained model = result.Response.At([u]);
                return Flat.Of(model);
            }));
            run.Say($"seed {seed}: worst relative error {learned[^1].WorstRelativeError(exact):P1}, minimum at {learned[^1].LowestAt:F2}");
        }

        double[] places = Grid.Between(From, To, Crosses);
        Curve crosses = Curve.Over(places, ridge, await TrainAsync(places, splits, run));
        return new FigureResult(Panels(grid, exact, learned, crosses), 2, Summarise(exact, learned, seconds));
    }

    private static async Task<Func<double, double[]>> TrainAsync(double[] places, DataSplits splits, FigureRun run)
    {
        ExperimentSettings settings = LearnResponse.Settings with
        {
            Seed = run.Seeds[0],
            Steps = CrossSteps,
            LearningRate = CrossRate,
            Schedule = LearningRateSchedule.Constant,
        };
        var weights = new Dictionary<double, double[]>();
        foreach (double u in places)
        {
            var at = new SharedDecay.Hyperparameters { WeightDecay = Math.Exp(u) };
            using TrainingResult<SharedDecay.Trained, SharedDecay.Hyperparameters> result =
                await LearnResponse.TrainAtAsync(at, splits, settings, null, run.Cancellation);
            weights.Add(u, Flat.Of(result.Model));
        }

        return u => weights[u];
    }

    private static Panel[] Panels(double[] grid, Curve exact, List<Curve> learned, Curve crosses)
    {
        return
        [
            Of("training", "Training loss, penalty included", curve => curve.Training, ScottPlot.Alignment.UpperLeft),
            Of("validation", "Validation loss", curve => curve.Validation, ScottPlot.Alignment.UpperRight),
        ];

        Panel Of(string name, string title, Func<Curve, double[]> part, ScottPlot.Alignment legend) => new(name, title, "u = ln λ", "loss",
        [
            Series.Band("hypernetwork (mean and range over seeds)", grid, [.. learned.Select(part)], 0),
            new Series("exact best response", grid, part(exact), Mark.Dashes) { Color = 1 },
            new Series("trained from scratch: Adam 1e-4, 1,000 steps", crosses.U, part(crosses), Mark.Crosses) { Color = 2 },
        ])
        {
            Places = [(exact.LowestAt, "exact optimum"), (learned.Average(curve => curve.LowestAt), "optimum by the hypernetwork")],
            Legend = legend,
            Range = Roomy(part(exact), 0.6),
        };
    }

    // The legend lies above the curves.
    private static (double From, double To) Roomy(double[] values, double above)
    {
        double span = values.Max() - values.Min();
        return (values.Min() - (0.25 * span), values.Max() + (above * span));
    }

    private static Summary Summarise(Curve exact, List<Curve> learned, List<(double Wall, double Processor)> seconds)
    {
        var summary = new Summary();
        double[] minima = [.. learned.Select(curve => curve.LowestAt)];
        summary.Set("minimum_u", minima.Average());
        summary.Set("exact_minimum_u", exact.LowestAt);
        summary.Set("exact_minimum_validation_loss", exact.Validation.Min());
        summary.Set("minimum_distance", minima.Max(u => Math.Abs(u - exact.LowestAt)));
        summary.Set("worst_relative_error", learned.Max(curve => curve.WorstRelativeError(exact)));
        summary.Set("seconds_a_run", seconds.Average(each => each.Wall));
        summary.Set("processor_seconds_a_run", seconds.Max(each => each.Processor));
        for (int i = 0; i < learned.Count; i++)
            summary.AddRow(("seed_index", (double)i), ("minimum_u", minima[i]), ("worst_relative_error", learned[i].WorstRelativeError(exact)), ("seconds", seconds[i].Wall), ("processor_seconds", seconds[i].Processor));
        return summary;
    }
}
