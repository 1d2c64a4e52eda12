using PaperFigures.Data;
using PaperFigures.Exact;
using PaperFigures.Models;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>
/// Figure 5, top: 7,850 hyperparameters, one L2 strength a weight, against unrolled differentiation; and, one step further,
/// what the paper did not have.
/// </summary>
internal static class ThousandsOfDecays
{
    private const double Start = -4;

    // Points of a run at which the exact response is solved for.
    private const int Checkpoints = 9;
    private const int QuickCheckpoints = 5;

    // The methods that the paper did not have take as many seeds as there are, but no more than these.
    private const int FurtherSeeds = 2;

    private const string Family = "curvature";
    private const string Algorithm = "implicit";
    private const string Unrolled = "unrolled";
    private const string Paper = "factorized";

    private static readonly string[] InPaper = [Paper, Family, Unrolled, Algorithm];

    private static readonly Contestant[] Contestants =
    [
        Contestant.Of(
            Paper, "hyper-training, Factorized rank 10 (paper)", TuneFactorized.Settings, TuneFactorized.RunAsync, TunedRun.Of),
        Contestant.Of(
            Family, "hyper-training, Curvature", TuneCurvature.Settings, TuneCurvature.RunAsync, TunedRun.Of),
        Contestant.Of(
            Unrolled, "unrolled differentiation", TuneUnrolled.Settings, TuneUnrolled.RunAsync, TunedRun.Of),
        Contestant.Of(
            Algorithm, "implicit differentiation", TuneImplicit.Settings, TuneImplicit.RunAsync, TunedRun.Of),
        Contestant.Of(
            "curvature-diagonal", "hyper-training, Curvature, diagonal", TuneDiagonal.Settings, TuneDiagonal.RunAsync, TunedRun.Of),
        Contestant.Of(
            "elementwise", "hyper-training, Elementwise", TuneElementwise.Settings, TuneElementwise.RunAsync, TunedRun.Of),
        Contestant.Of(
            "self-tuning", "self-tuning, Elementwise", TuneSelfTuning.Settings, TuneSelfTuning.RunAsync, TunedRun.Of),
        Contestant.Of(
            "structured", "hyper-training, Structured", TuneStructured.Settings, TuneStructured.RunAsync, TunedRun.Of),
        Contestant.Of(
            "hybrid", "hyper-training, hybrid", TuneHybrid.Settings, TuneHybrid.RunAsync, TunedRun.Of) with { InOneLayer = DecayHybrid.InOneLayer },
        Contestant.Of(
            "single-loop", "single loop", TuneSingleLoop.Settings, TuneSingleLoop.RunAsync, TunedRun.Of),
        Contestant.Of(
            "t1-t2", "T1-T2", TuneT1T2.Settings, TuneT1T2.RunAsync, TunedRun.Of),
    ];

    public static async Task<FigureResult> DrawAsync(FigureRun run)
    {
        using DataSplits splits = run.Data.Split(PaperSplit.Thousands(run.Data.Quick));
        using var ridge = new RidgeProblem(splits);
        double[] grid = Grid.Between(-9, 0, 181);
        double[] shared = [.. grid.Select(u => ridge.ValidationLoss(ridge.Response(u)))];
        var courses = new List<Course>();
        foreach ((int index, Contestant contestant) in Contestants.Index())
        {
            int seeds = InPaper.Contains(contestant.Name) ? run.Seeds.Count : Math.Min(FurtherSeeds, run.Seeds.Count);
            ExperimentSettings settings = contestant.Settings with { HealthChecks = 0 };
            if (run.Data.Quick)
                settings = Shortened(settings, InPaper.Contains(contestant.Name) ? 4 : 10);
            var runs = new List<TunedRun>();
            foreach (int seed in run.Seeds.Take(seeds))
                runs.Add(await contestant.RunAsync(splits, settings with { Seed = seed }, run.Cancellation));
            courses.Add(Course.Of(contestant with { Color = index }, runs, ridge, run.Pick(Checkpoints, QuickCheckpoints)));
            run.Say(courses[^1].Words);
        }

        ExactStep[] floor = [.. ExactTuning.Run(ridge, Start, run.Pick(60, 15), run.Cancellation)];
        run.Say(FormattableString.Invariant($"exact hypergradients: {floor[^1].ValidationLoss:F4} after {floor[^1].Step} steps"));
        return new FigureResult(Panels(courses, shared.Min(), floor), 2, Summarise(courses, grid, shared, floor, ridge));
    }

    // The digits have too few rows for the batches of the full data.
    private static ExperimentSettings Shortened(ExperimentSettings settings, int times) => settings with
    {
        Steps = settings.Steps / times,
        BatchSize = Math.Min(settings.BatchSize, 300),
        ValidationBatchSize = Math.Min(settings.ValidationBatchSize, 300),
    };

    private static Panel[] Panels(List<Course> courses, double scalar, ExactStep[] floor)
    {
        Course[] paper = [.. courses.Where(course => course.Name is Paper or Family or Unrolled)];
        double last = courses.Max(course => course.Times[^1]);
        double bottom = floor[^1].ValidationLoss - 0.003;
        double top = scalar + 0.006;
        return
        [
            new Panel("weights", "Weights in hand, on validation minibatches (smoothed)", "processor seconds", "minibatch validation loss",
                [.. paper.Select(course => course.InHand), .. Levels(paper.Max(course => course.Times[^1]))]) { Range = (bottom, top + 0.09) },
            new Panel("response", "Validation loss of the exact response at û", "processor seconds", "validation loss",
                [.. paper.Select(course => course.Exact), .. Levels(paper.Max(course => course.Times[^1]))]) { Range = (bottom, top + 0.012) },
            new Panel("further", "One step further: the exact response at û", "processor seconds", "validation loss",
                [.. courses.Select(course => course.Exact), .. Levels(last)]) { Range = (bottom, top + 0.012), Legend = null },
            new Panel("test", "One step further: the same on the test rows", "processor seconds", "test loss",
                [.. courses.Select(course => course.Test)]) { Span = (0, last * 2.2), Legend = ScottPlot.Alignment.UpperRight },
        ];

        Series[] Levels(double to) =>
        [
            new Series("best single strength", [0, to], [scalar, scalar], Mark.Dashes) { Color = Series.Grey },
            new Series(FormattableString.Invariant($"exact hypergradients, {floor[^1].Step} steps"), [0, to], [floor[^1].ValidationLoss, floor[^1].ValidationLoss], Mark.Dashes) { Color = Series.Black },
        ];
    }

    private static Summary Summarise(List<Course> courses, double[] grid, double[] shared, ExactStep[] floor, RidgeProblem ridge)
    {
        var summary = new Summary();
        Course family = courses.First(course => course.Name == Family);
        Course algorithm = courses.First(course => course.Name == Algorithm);
        Course unrolled = courses.First(course => course.Name == Unrolled);
        Course paper = courses.First(course => course.Name == Paper);
        double scalar = shared.Min();
        summary.Set("start_u", Start);
        summary.Set("best_scalar_u", Grid.Lowest(grid, shared));
        summary.Set("best_scalar_validation_loss", scalar);
        summary.Set("best_scalar_test_loss", ridge.TestLoss(ridge.Response(Grid.Lowest(grid, shared))));
        summary.Set("floor_steps", (double)floor[^1].Step);
        summary.Set("floor_validation_loss", floor[^1].ValidationLoss);
        summary.Set("floor_test_loss", ridge.TestLoss(ridge.ResponseOfWeights(floor[^1].Unconstrained)));
        summary.Set("best_family", family.Name);
        summary.Set("best_family_exact_response_validation_loss", family.ExactValidation);
        summary.Set("best_family_over_best_scalar", family.ExactValidation / scalar);
        summary.Set("best_family_validation_loss", family.Validation);
        summary.Set("best_family_weights_relative_error", Math.Abs((family.Validation / family.ExactValidation) - 1));
        summary.Set("best_family_processor_seconds", family.ProcessorSeconds);
        summary.Set("share_ahead_of_unrolled", family.ShareAheadOf(unrolled));
        summary.Set("factorized_share_ahead_of_unrolled", paper.ShareAheadOf(unrolled));
        summary.Set("best_algorithm", algorithm.Name);
        summary.Set("best_algorithm_exact_response_validation_loss", algorithm.ExactValidation);
        summary.Set("best_algorithm_over_best_scalar", algorithm.ExactValidation / scalar);
        summary.Set("best_algorithm_validation_loss", algorithm.Validation);
        summary.Set("best_algorithm_processor_seconds", algorithm.ProcessorSeconds);
        foreach (Course course in courses)
            course.AddTo(summary);
        return summary;
    }
}
