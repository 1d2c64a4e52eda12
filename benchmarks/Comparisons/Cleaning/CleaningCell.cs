using Hyper.Runtime.Runs;

namespace Hyper.Comparisons;

/// <summary>What a method made of one draw: losses, and how well it cleans.</summary>
/// <param name="HyperRate">The rate of û that the validation loss chose.</param>
/// <param name="Validation">The validation loss in hand.</param>
/// <param name="Accuracy">On the test rows, from 0 to 1.</param>
/// <param name="F1">Of "clean" at a weight above a half.</param>
/// <param name="Seconds">Of the chosen run.</param>
internal sealed record CleaningCell(double HyperRate, double Validation, double Accuracy, double F1, double Seconds)
{
    // Each method has its own best one, by the validation loss: a hypergradient's length differs from method to method, and Adam takes that away but for noise.
    private static readonly double[] hyperRates = [0.03, 0.1];

    private const int Batch = 500;

    /// <summary>Runs an experiment at each rate of û, and keeps the run with the lowest validation loss.</summary>
    public static async Task<CleaningCell> TuneAsync(ExperimentEntry entry, CleaningData data, int seed, int steps, double rate)
    {
        CleaningCell? best = null;
        foreach (var hyperRate in hyperRates)
        {
            var settings = entry.Settings with
            {
                Seed = seed,
                Steps = entry.Method.StartsWith(nameof(Algorithm.Unrolled), StringComparison.Ordinal) ? steps / entry.Settings.UnrollSteps : steps,
                LearningRate = rate,
                HyperLearningRate = hyperRate,
                BatchSize = Batch,
                ValidationBatchSize = Batch,
                Threads = 1,
                HealthChecks = 0,
            };
            using var result = await entry.RunAsync(new RunRequest(data.Rows, settings));
            if (best is null || result.ValidationLoss < best.Validation)
            {
                best = Of(result, data, hyperRate);
            }
        }

        return best!;
    }

    /// <summary>An ordinary training at given weights.</summary>
    public static async Task<CleaningCell> TrainAsync(ExperimentEntry entry, double[] weights, CleaningData data, int seed, int steps, double rate)
    {
        var settings = entry.Settings with { Seed = seed, Steps = steps, LearningRate = rate, BatchSize = Batch, ValidationBatchSize = Batch, Threads = 1, Keep = Keep.Best };
        using var result = await entry.TrainAtAsync(weights, data.Rows, settings, null, default);
        return new(0, result.ValidationLoss, result.Model.Accuracy(data.Rows.Test!), data.F1(weights), result.Elapsed.TotalSeconds);
    }

    private static CleaningCell Of(ITuningResult result, CleaningData data, double hyperRate) =>
        new(hyperRate, result.ValidationLoss, result.Model.Accuracy(data.Rows.Test!), data.F1([.. result.NaturalValues]), result.Elapsed.TotalSeconds);
}
