using Hyper.App.Records;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Running;

/// <summary>The record of a run before anything has come out of it, and the words of its end.</summary>
internal static class RunBeginning
{
    /// <summary>The record of a run that begins, or goes on.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="settings">All its numbers.</param>
    /// <param name="start">The natural values that it starts from; null for the initial ones.</param>
    /// <param name="data">The rows.</param>
    /// <param name="started">When it began.</param>
    public static RunRecord Of(RunOrder order, ExperimentSettings settings, IReadOnlyList<double>? start, DataSplits data, DateTimeOffset started) => new()
    {
        Status = RunStatus.Running,
        Name = order.Specification.Name,
        Experiment = order.Experiment.Name,
        Model = order.Experiment.Model,
        Method = order.Experiment.Method,
        Hypernetwork = order.Experiment.Hypernetwork,
        Settings = SettingValues.Of(settings),
        Seed = settings.Seed,
        Device = settings.Device,
        Start = start is null ? null : SpecifiedRun.ByName(order.Experiment.Space, start),
        Data = new RunRows
        {
            Source = order.Specification.Data,
            Training = data.Training.Count,
            Validation = data.Validation.Count,
            Test = data.Test?.Count ?? 0,
            Fingerprint = RowsFingerprint.Of(data),
        },
        Command = order.Arguments,
        Versions = RunSite.Versions(),
        Machine = RunSite.Machine(),
        Git = RunSite.Commit(),
        Started = started.ToUniversalTime(),
    };

    /// <summary>The record with the time of its end, which is not before its start even where the clock went back.</summary>
    public static RunRecord Ended(RunRecord record, TimeProvider clock)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        return record with { Ended = now < record.Started ? record.Started : now };
    }

    /// <summary>The record of a run that an error has ended.</summary>
    public static RunRecord Failed(RunRecord record, Exception problem, TimeProvider clock) => Ended(
        record with { Status = RunStatus.Failed, Failure = problem is HyperDslException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}" }, clock);
}
