using PaperFigures.Models;
using PaperFigures.Pictures;
using TorchSharp;

namespace PaperFigures.Figures;

/// <summary>Figure 3: both losses over a hyperparameter and a weight, with the exact and the learned response on them.</summary>
/// <remarks>
/// One row trains, L_T = (w − 2)² + exp(u)w², and one validates, L_V = (w − 1)²: the best response is 2/(1 + exp u), and its
/// validation loss is lowest at u = 0.
/// </remarks>
internal static class LossSurfaces
{
    private const double TrainingTarget = 2;
    private const double ValidationTarget = 1;
    private const int Points = 81;

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using var splits = new DataSplits(Row(TrainingTarget), Row(ValidationTarget));
        double[] u = Grid.Between(-3, 3, Points);
        var learned = new List<double[]>();
        var optima = new List<double>();
        foreach (int seed in run.Seeds)
        {
            using TuningResult<OneWeight, OneWeight.Trained, OneWeight.Hyperparameters> result =
                await LearnOneWeight.RunAsync(splits, LearnOneWeight.Settings with { Seed = seed, HealthChecks = 0, Keep = Keep.Last }, null, run.Cancellation);
            learned.Add([.. u.Select(at => ResponseAt(result, at))]);
            optima.Add(result.Response.Current[0]);
            run.Say(FormattableString.Invariant($"seed {seed}: the optimum by the hypernetwork is {optima[^1]:F3}"));
        }

        double exactOptimum = Math.Log((TrainingTarget / ValidationTarget) - 1);
        var summary = new Summary();
        summary.Set("exact_optimum_u", exactOptimum);
        summary.Set("optimum_u", optima.Average());
        summary.Set("optimum_distance", optima.Max(each => Math.Abs(each - exactOptimum)));
        summary.Set("worst_response_error", learned.Max(line => line.Zip(u, (w, at) => Math.Abs(w - Exact(at))).Max()));
        return new FigureResult(Panels(u, learned, optima.Average(), exactOptimum), 2, summary);
    }

    private static Panel[] Panels(double[] u, List<double[]> learned, double optimum, double exactOptimum)
    {
        double[] w = Grid.Between(-0.2, 2.2, Points);
        Series[] responses =
        [
            new("exact best response w*", u, [.. u.Select(Exact)], Mark.Dashes) { Color = 1 },
            Series.Band("response of the hypernetwork (mean and range)", u, learned, 0),
            new("λ*", [exactOptimum], [Exact(exactOptimum)], Mark.Star) { Color = 1 },
            new("λ* by the hypernetwork", [optimum], [learned.Average(line => line[Nearest(u, optimum)])], Mark.Star) { Color = 0 },
        ];
        return
        [
            Of("training", "log₁₀ of the training loss", (at, weight) =>
                Math.Log10(((weight - TrainingTarget) * (weight - TrainingTarget)) + (Math.Exp(at) * weight * weight))),
            Of("validation", "Validation loss", (_, weight) => (weight - ValidationTarget) * (weight - ValidationTarget)),
        ];

        Panel Of(string name, string title, Func<double, double, double> loss)
        {
            var values = new double[w.Length, u.Length];
            for (int row = 0; row < w.Length; row++)
            {
                for (int column = 0; column < u.Length; column++)
                    values[row, column] = loss(u[column], w[row]);
            }

            return new Panel(name, title, "u = ln λ", "weight w", responses) { Surface = new Surface(u, w, values), Range = (w[0], w[^1]), Span = (u[0], u[^1]) };
        }
    }

    private static double Exact(double u) => TrainingTarget / (1 + Math.Exp(u));

    private static int Nearest(double[] grid, double value) => Enumerable.Range(0, grid.Length).MinBy(i => Math.Abs(grid[i] - value));

    private static double ResponseAt(TuningResult<OneWeight, OneWeight.Trained, OneWeight.Hyperparameters> result, double u)
    {
        using OneWeight.Trained model = result.Response.At([u]);
        return Flat.Of(model)[0];
    }

    private static Dataset Row(double target)
    {
        using var scope = torch.NewDisposeScope();
        return new Dataset(torch.ones(1, 1), torch.full([1L, 1L], target, dtype: torch.float32));
    }
}
