using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Runs;

/// <summary>An experiment that a search of runs may choose.</summary>
/// <typeparam name="TResult">What its runs give.</typeparam>
/// <param name="Name">Its full name.</param>
/// <param name="Settings">Its numbers, before anything is varied.</param>
/// <param name="RunAsync">Runs it, or has it go on from its checkpoints.</param>
public sealed record SearchedExperiment<TResult>(
    string Name, ExperimentSettings Settings, Func<DataSplits, CheckpointFolder, ExperimentSettings, CancellationToken, Task<TResult>> RunAsync)
    where TResult : class, ITuningResult;
