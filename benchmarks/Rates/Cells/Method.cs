namespace Hyper.Rates;

/// <summary>A row of the table: what is tuned, and how.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsTuned">Whether anything is, so that validation rows are kept apart.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record Method(string Name, bool IsTuned, Func<UciNetwork.Hyperparameters, DataSplits, int, Task<Outcome>> RunAsync)
{
    private const string OptimizersOwn = $"{nameof(UciNetwork.Rate)}, {nameof(UciNetwork.Momentum)}";

    /// <summary>All, in the order of the table.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new("fixed", IsTuned: false, FixedAsync),
        new("decay", IsTuned: true, (start, data, seed) => InOnePassAsync(start, data, seed, OptimizersOwn)),
        new("decay, rate", IsTuned: true, (start, data, seed) => InOnePassAsync(start, data, seed, nameof(UciNetwork.Momentum))),
        new("decay, rate, momentum", IsTuned: true, (start, data, seed) => InOnePassAsync(start, data, seed, null)),
        new("unrolled", IsTuned: true, UnrolledAsync),
    ];

    private static async Task<Outcome> FixedAsync(UciNetwork.Hyperparameters start, DataSplits data, int seed)
    {
        using var training = await TuneInOnePass.TrainAtAsync(start, data, Plain(TuneInOnePass.Settings, seed));
        return new Outcome(training.ValidationLoss, training.Model.ValidationLoss(data.Test!), training.Hyperparameters, training.Ending == RunEnding.Diverged);
    }

    private static async Task<Outcome> InOnePassAsync(UciNetwork.Hyperparameters start, DataSplits data, int seed, string? stay)
    {
        using var result = await TuneInOnePass.RunFromAsync(start, data, Plain(TuneInOnePass.Settings, seed) with { Fixed = stay });
        return new Outcome(result.ValidationLoss, result.Model.ValidationLoss(data.Test!), result.Hyperparameters, result.Ending == RunEnding.Diverged);
    }

    private static async Task<Outcome> UnrolledAsync(UciNetwork.Hyperparameters start, DataSplits data, int seed)
    {
        using var result = await TuneUnrolled.RunFromAsync(start, data, Plain(TuneUnrolled.Settings, seed));
        return new Outcome(result.ValidationLoss, result.Model.ValidationLoss(data.Test!), result.Hyperparameters, result.Ending == RunEnding.Diverged);
    }

    // Nobody looks at how a run fares while it is measured.
    private static ExperimentSettings Plain(ExperimentSettings settings, int seed) => settings with { Seed = seed, Threads = 1, HealthChecks = 0 };
}

/// <summary>What came of a run.</summary>
/// <param name="Validation">Its validation loss, of standardised targets.</param>
/// <param name="Test">The same of the test rows.</param>
/// <param name="Found">The hyperparameters that it ended with.</param>
/// <param name="IsDiverged">Whether its losses ran away.</param>
internal sealed record Outcome(double Validation, double Test, UciNetwork.Hyperparameters Found, bool IsDiverged);
