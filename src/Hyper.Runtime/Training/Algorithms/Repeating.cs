using Hyper.Runtime.Data;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>Runs an experiment with one seed after the other.</summary>
public static class Repeating
{
    /// <summary>Runs it so many times.</summary>
    /// <param name="run">Runs it once, by its settings.</param>
    /// <param name="splits">The rows; test rows are looked at only with <see cref="ExperimentSettings.MeasureTest"/>.</param>
    /// <param name="settings">The experiment's numbers, with the seed of the first run.</param>
    /// <param name="times">How many runs, at least 2.</param>
    /// <exception cref="HyperDslException"><paramref name="times"/> is below 2, or a run failed.</exception>
    public static async Task<RepeatedRuns<THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
        Func<ExperimentSettings, Task<TuningResult<TModel, TTrained, THyperparameters>>> run, DataSplits splits, ExperimentSettings settings, int times)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(settings);
        if (times < 2)
        {
            throw new HyperDslException(FormattableString.Invariant($"The experiment is to run {times} times; a spread needs at least 2 runs."));
        }

        var runs = new List<RepeatedRun<THyperparameters>>(times);
        for (var i = 0; i < times; i++)
        {
            var seed = unchecked(settings.Seed + i);
            using var result = await run(settings with { Seed = seed }).ConfigureAwait(false);
            runs.Add(new RepeatedRun<THyperparameters>(seed, result.Hyperparameters, result.OutOfFoldLoss ?? result.ValidationLoss, result.Elapsed)
            {
                RetrainedLoss = result.Refit?.RetrainedLoss,
                TestLoss = settings.MeasureTest && splits.Test is { } test ? result.Final.ValidationLoss(test) : null,
                Warnings = result.Warnings,
            });
        }

        return new RepeatedRuns<THyperparameters>(runs);
    }
}
