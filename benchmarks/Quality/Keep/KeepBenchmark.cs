namespace Hyper.Quality;

/// <summary>A run of one table, with one algorithm and seed: the best state by the validation loss over the last one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Seed">The seed of the split and of the run.</param>
/// <param name="Validation">Ratio of the validation losses.</param>
/// <param name="Test">Ratio of the losses of rows never seen.</param>
/// <param name="Seconds">Ratio of the times.</param>
/// <param name="BestShare">The best step as a share of all.</param>
/// <param name="PatientTest">With patience: the test loss over that of the last state.</param>
/// <param name="PatientShare">With patience: the steps taken, as a share of all.</param>
internal sealed record KeepRow(string Table, string Algorithm, int Seed, double Validation, double Test, double Seconds, double BestShare, double PatientTest, double PatientShare);

/// <summary>Whether a run had better return its best state or its last.</summary>
internal static class KeepBenchmark
{
    public static async Task<KeepRow> MeasureAsync(NumberTable table, bool isSelfTuning, int seed, int steps, int patience)
    {
        using var data = table.Split(seed);
        using var last = await RunAsync(Keep.Last, 0);
        using var best = await RunAsync(Keep.Best, 0);
        using var patient = await RunAsync(Keep.Best, patience);
        return new KeepRow(
            table.Name,
            isSelfTuning ? "SelfTuning" : "Joint",
            seed,
            best.ValidationLoss / last.ValidationLoss,
            TestLoss(best) / TestLoss(last),
            best.Elapsed / last.Elapsed,
            (double)best.History.MinBy(entry => entry.SplitLoss)!.Step / steps,
            TestLoss(patient) / TestLoss(last),
            (double)patient.History[^1].Step / steps);

        double TestLoss(ITuningResult result) => result.Model.ValidationLoss(data.Test!);

        async Task<ITuningResult> RunAsync(Keep keep, int wait)
        {
            return (table.IsRegression, isSelfTuning) switch
            {
                (false, false) => await TuneClassTable.RunAsync(data, Changed(TuneClassTable.Settings)),
                (true, false) => await TuneNumberTarget.RunAsync(data, Changed(TuneNumberTarget.Settings)),
                (false, true) => await SelfTuneClassTable.RunAsync(data, Changed(SelfTuneClassTable.Settings)),
                (true, true) => await SelfTuneNumberTarget.RunAsync(data, Changed(SelfTuneNumberTarget.Settings)),
            };

            ExperimentSettings Changed(ExperimentSettings own) => own with { Seed = seed, Steps = steps, HealthChecks = 0, Keep = keep, EarlyStoppingPatience = wait };
        }
    }
}
