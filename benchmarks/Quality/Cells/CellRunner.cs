using System.Diagnostics;
using Hyper.Runtime;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Quality;

/// <summary>Measures cells one after the other, in this process.</summary>
internal sealed class CellRunner(int steps, Action<CellRecord> finished)
{
    // Enough for .NET to have compiled what a step calls.
    private const int WarmUp = 300;

    private readonly HashSet<Network> warm = [];

    public async Task RunAsync(IEnumerable<Cells> all)
    {
        NativeBackend.EnsureLoaded();
        set_num_threads(1);
        foreach (var cells in all)
        {
            await RunAsync(cells);
        }
    }

    private async Task RunAsync(Cells cells)
    {
        using var data = cells.Problem.Split(cells.Seed);
        var network = cells.Problem.Network;
        if (warm.Add(network))
        {
            var brief = new Attempt(network.PerLayer, data, cells.Seed, WarmUp);
            await brief.Subject.TrainAsync(Start.Initial(brief.Subject.Space), data, brief.Training);
            await brief.Subject.RunAsync(Method.Joint, null, data, brief.Numbers);
        }

        var training = await TrainingSecondsAsync(new Attempt(network.PerLayer, data, cells.Seed, steps));
        var chance = Constant.Loss(data.Validation);
        foreach (var method in cells.Methods)
        {
            var record = new CellRecord { Table = cells.Problem.Name, Seed = cells.Seed, Method = method.Name, Steps = steps, TrainingSeconds = training, Chance = chance };
            finished(await MeasureAsync(method, new Attempt(method.SubjectOf(network), data, cells.Seed, steps), record));
        }
    }

    /// <summary>An ordinary training that takes all its steps and looks at no validation rows.</summary>
    private static async Task<double> TrainingSecondsAsync(Attempt attempt)
    {
        var clock = new ProcessorClock();
        await attempt.Subject.TrainAsync(
            Start.Initial(attempt.Subject.Space), attempt.Data, settings => attempt.Numbers(settings) with { Keep = Keep.Last, EarlyStoppingPatience = 0 });
        return clock.Seconds;
    }

    private static async Task<CellRecord> MeasureAsync(Method method, Attempt attempt, CellRecord record)
    {
        var clock = new ProcessorClock();
        var wall = Stopwatch.StartNew();
        try
        {
            var outcome = await method.RunAsync(attempt);
            record = record with
            {
                Validation = outcome.Validation,
                Test = outcome.Test,
                StepsTaken = outcome.Steps,
                Seconds = clock.Seconds,
                WallSeconds = wall.Elapsed.TotalSeconds,
                Ending = outcome.Ending.ToString(),
                IsDiverged = outcome.Ending == RunEnding.Diverged,
                Warnings = outcome.Warnings,
                Hyperparameters = FoundValues.Of(attempt.Subject.Space, outcome.Natural),
            };
            var refitClock = new ProcessorClock();
            var shipped = await attempt.Subject.RefitAsync(outcome.Natural, attempt.Data, attempt.Numbers);
            return record with
            {
                RetrainedValidation = shipped.RetrainedValidation,
                ShippedTest = shipped.Test,
                RefitSeconds = refitClock.Seconds,
                Warnings = [.. outcome.Warnings, .. shipped.Warnings.Except(outcome.Warnings, StringComparer.Ordinal)],
            };
        }
        catch (HyperDslException failure)
        {
            return record with { Failure = failure.Message, IsDiverged = record.IsDiverged || failure is DivergedException };
        }
    }
}
