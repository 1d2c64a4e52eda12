using Hyper.Runtime.Runs;

namespace Hyper.Quality;

/// <summary>What a search of eight runs over rates and σ costs and finds, against the same eight as whole runs.</summary>
internal static class RunSearchBenchmark
{
    private const int WarmUp = 300;

    private static readonly HashSet<Network> warm = [];

    /// <summary>The settings that are varied: both rates a factor of ten to either side of their defaults, and σ as widely as it is used.</summary>
    public static IReadOnlyList<VariedSetting> Varied { get; } =
    [
        VariedSetting.Between(RunSetting.LearningRate, 1e-4, 1e-2, Scale.Log),
        VariedSetting.Between(RunSetting.HyperLearningRate, 1e-3, 1e-1, Scale.Log),
        VariedSetting.Between(RunSetting.PerturbationScale, 0.1, 1, Scale.Log),
    ];

    /// <summary>One search, and its runs as whole ones.</summary>
    public static async Task<RunSearchRow> MeasureAsync(Problem problem, int seed, int steps, RunSearchSettings numbers)
    {
        using var data = problem.Split(seed);
        var attempt = new Attempt(problem.Network.PerLayer, data, seed, steps);
        var entry = attempt.Subject.Entry(Method.Joint);
        var settings = attempt.Numbers(entry.Settings);
        if (warm.Add(problem.Network))
        {
            // Enough for .NET to have compiled what a run, a pause and a checkpoint call.
            using var brief = await SearchAsync(settings with { Steps = WarmUp });
        }

        var usual = await RunAsync(settings);
        var clock = new ProcessorClock();
        using var search = await SearchAsync(settings);
        var cost = clock.Seconds;
        var whole = new List<(double Validation, double Test, double Seconds)>();
        foreach (var trial in search.Trials.Take(numbers.Runs))
        {
            whole.Add(await RunAsync(trial.Specification.Settings));
        }

        var best = whole.MinBy(run => run.Validation);
        return new RunSearchRow(
            problem.Name,
            seed,
            cost / whole.Average(run => run.Seconds),
            (double)search.Steps / steps,
            search.Best.ValidationLoss,
            best.Validation,
            Ratio.Median([.. whole.Select(run => run.Validation)]),
            usual.Validation,
            search.Best.Model.ValidationLoss(data.Test!),
            best.Test);

        Task<RunSearchResult<ITuningResult>> SearchAsync(ExperimentSettings own) => RunSearch.RunAsync(
            "quality",
            [new SearchedExperiment<ITuningResult>(
                entry.Name, own, (rows, folder, changed, cancellation) => entry.RunAsync(new RunRequest(rows, changed) { Checkpoints = folder, Cancellation = cancellation }))],
            Varied,
            numbers with { Seed = seed },
            data);

        async Task<(double Validation, double Test, double Seconds)> RunAsync(ExperimentSettings own)
        {
            var watch = new ProcessorClock();
            try
            {
                using var result = await entry.RunAsync(new RunRequest(data, own));
                var seconds = watch.Seconds;
                return (result.Ending == RunEnding.Diverged ? double.PositiveInfinity : result.ValidationLoss, result.Model.ValidationLoss(data.Test!), seconds);
            }
            catch (DivergedException diverged)
            {
                diverged.LastGood?.Dispose();
                return (double.PositiveInfinity, double.PositiveInfinity, watch.Seconds);
            }
        }
    }
}
