using Hyper.Runtime.Data;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Runs;

/// <summary>Runs an experiment whose types the caller does not know.</summary>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The experiment's numbers.</param>
/// <param name="progress">Receives reports; null for none.</param>
/// <param name="cancellation">Stops the run between two steps.</param>
public delegate Task<ITuningResult> ExperimentRunner(
    DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress, CancellationToken cancellation);

/// <summary>Runs one trial of a search whose types the caller does not know.</summary>
/// <param name="specification">What to train.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="cancellation">Stops the trial between two steps.</param>
public delegate Task<TrialRecord> TrialRunner(TrialSpecification specification, DataSplits data, CancellationToken cancellation);

/// <summary>An experiment of the program.</summary>
/// <param name="Name">The experiment's full name.</param>
/// <param name="Model">The full name of the model that it tunes.</param>
/// <param name="Settings">Its numbers, as the attribute gives them.</param>
/// <param name="RunAsync">Runs it.</param>
public sealed record ExperimentEntry(string Name, string Model, ExperimentSettings Settings, ExperimentRunner RunAsync)
{
    /// <summary>Runs one trial, in this process or in another; null for an experiment that is no search.</summary>
    public TrialRunner? TrialAsync { get; init; }
}
