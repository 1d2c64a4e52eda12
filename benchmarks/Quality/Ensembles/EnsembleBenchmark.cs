namespace Hyper.Quality;

/// <summary>Whether models around û, averaged, are better than the one at û.</summary>
internal static class EnsembleBenchmark
{
    /// <summary>The ensembles that are measured: the default first.</summary>
    public static IReadOnlyDictionary<string, (int Members, EnsembleOptions Options)> Variants { get; } = new Dictionary<string, (int, EnsembleOptions)>
    {
        ["8 of 24, outputs"] = (8, new EnsembleOptions()),
        ["8 of 24, probabilities"] = (8, new EnsembleOptions { Averaging = Averaging.Probabilities }),
        ["4 of 24, outputs"] = (4, new EnsembleOptions()),
        ["16 of 32, outputs"] = (16, new EnsembleOptions { Candidates = 32 }),
        ["8 of 24 at σ, outputs"] = (8, new EnsembleOptions { Scale = 1 }),
        ["8 drawn, outputs"] = (8, new EnsembleOptions { Candidates = 0 }),
        ["8 drawn at σ, probabilities"] = (8, new EnsembleOptions { Candidates = 0, Scale = 1, Averaging = Averaging.Probabilities }),
    };

    /// <summary>One run, and all ensembles of it.</summary>
    public static async Task<IReadOnlyList<EnsembleRow>> MeasureAsync(Problem problem, string method, int seed, int steps)
    {
        using var data = problem.Split(seed);
        var attempt = new Attempt(problem.Network.PerLayer, data, seed, steps);
        return await attempt.Subject.RunAsync(method, data, settings => attempt.Numbers(settings) with { HealthChecks = 0 }, result => Judge(problem, method, seed, data.Test!, result));
    }

    private static List<EnsembleRow> Judge(Problem problem, string method, int seed, Dataset test, ITuningResult result)
    {
        var areClasses = !test.Targets.is_floating_point();
        var calibration = areClasses ? result.Model.Calibration(test) : null;
        var single = Of(result.Model.ValidationLoss(test), calibration);
        var rows = new List<EnsembleRow>();
        foreach (var (name, (members, options)) in Variants)
        {
            // Of a number there are no probabilities to average.
            using var ensemble = result.Ensemble(members, areClasses ? options : options with { Averaging = Averaging.Outputs });
            rows.Add(new EnsembleRow(
                problem.Name, seed, method, name, ensemble.Members.Count, single, Of(ensemble.ValidationLoss(test), areClasses ? ensemble.Calibration(test) : null)));
        }

        return rows;

        static Judged Of(double loss, Calibration? calibration) => new(loss, calibration?.Error, calibration?.AdaptiveError, calibration?.Brier, calibration?.Accuracy);
    }
}
