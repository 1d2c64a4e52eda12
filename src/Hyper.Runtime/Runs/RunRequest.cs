using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Search.Journal;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Runs;

/// <summary>What is asked of an experiment whose types the caller does not know.</summary>
/// <param name="Data">Training and validation rows.</param>
/// <param name="Settings">The experiment's numbers.</param>
public sealed record RunRequest(DataSplits Data, ExperimentSettings Settings)
{
    /// <summary>n natural values that a run starts from; null for the initial ones. A search has no start.</summary>
    public IReadOnlyList<double>? Start { get; init; }

    /// <summary>Keeps what a run has become, and has it go on from there; null for nothing. A search keeps a <see cref="Journal"/>.</summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Keeps the trials of a search as they end; null for nothing. A run keeps <see cref="Checkpoints"/>.</summary>
    public SearchJournal? Journal { get; init; }

    /// <summary>Who trains the trials of a search, where it is not this process; null for this one. A run has no trials.</summary>
    public CarriedTrials? Trials { get; init; }

    /// <summary>Receives reports; null for none.</summary>
    public IProgress<TuningProgress>? Progress { get; init; }

    /// <summary>Stops it between two steps: a run without a result, a search with the trials that have ended.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Ends a run after the step under way, with a result. A search looks at <see cref="Cancellation"/> alone.</summary>
    public CancellationToken Stop { get; init; }
}
