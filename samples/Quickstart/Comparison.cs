using System.Diagnostics;
using Hyper.Runtime.Runs;

namespace Quickstart;

/// <summary>Three ways to hyperparameters, on the same rows and with the same number of steps a training.</summary>
internal sealed class Comparison(Subject subject, DataSplits data, ExperimentSettings settings, IDisplay display)
{
    public const string Tuned = "tuned";
    public const string Untuned = "untuned";
    public const string RandomSearch = "random-search";

    /// <summary>Full trainings of the random search.</summary>
    public const int Trials = 20;

    public static IReadOnlyList<string> Methods { get; } = [Tuned, Untuned, RandomSearch];

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(CancellationToken cancellation) =>
    [
        await JudgeAsync(Tuned, () => OnceAsync(Tuned, subject.Tune(data, settings, display.Track(Tuned), cancellation))),
        await JudgeAsync(Untuned, () => OnceAsync(Untuned, subject.Train(null, data, settings, display.Track(Untuned), cancellation))),
        await JudgeAsync(RandomSearch, () => SearchAsync(cancellation)),
    ];

    private async Task<Finding> OnceAsync(string method, Task<Finding> run)
    {
        Finding found = await run;
        display.Found(method, found.ValidationLoss);
        return found;
    }

    /// <summary>Trains at every candidate and keeps the one with the lowest validation loss.</summary>
    private async Task<Finding> SearchAsync(CancellationToken cancellation)
    {
        Finding? best = null;
        try
        {
            foreach ((int trial, Candidate candidate) in Candidate.Draw(settings.Seed, Trials).Index())
            {
                IProgress<TuningProgress> progress = display.Track(RandomSearch, trial, Trials);
                Finding found = await subject.Train(candidate, data, settings, progress, cancellation);
                bool better = best is null || found.ValidationLoss < best.ValidationLoss;
                (better ? best : found)?.Dispose();
                best = better ? found : best;
                display.Found(RandomSearch, best!.ValidationLoss, trial + 1, Trials);
            }

            return best!;
        }
        catch
        {
            best?.Dispose();
            throw;
        }
    }

    private async Task<ComparisonRow> JudgeAsync(string method, Func<Task<Finding>> find)
    {
        var watch = Stopwatch.StartNew();
        using Finding found = await find();
        double seconds = watch.Elapsed.TotalSeconds;
        return new ComparisonRow(
            method, found.Hyperparameters, found.ValidationLoss,
            found.Model.ValidationLoss(data.Test!), found.Model.Accuracy(data.Test!), seconds);
    }
}
