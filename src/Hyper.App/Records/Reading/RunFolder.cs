using Hyper.Runtime.Search.Trials;

namespace Hyper.App.Records.Reading;

/// <summary>What is in a run folder, as far as it has been written.</summary>
/// <param name="Path">The folder, a full path.</param>
/// <param name="Run"><c>run.json</c>.</param>
public sealed record RunFolder(string Path, RunRecord Run)
{
    /// <summary>The folder's own name.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>The text of <c>config.json</c>; null where there is none.</summary>
    public string? Config { get; init; }

    /// <summary>The reports, in their order.</summary>
    public IReadOnlyList<HistoryLine> History { get; init; } = [];

    /// <summary>The hyperparameters by name, in their order.</summary>
    public IReadOnlyDictionary<string, HyperparameterRecord> Hyperparameters { get; init; } = new Dictionary<string, HyperparameterRecord>();

    /// <summary>The response along each scalar hyperparameter, by name.</summary>
    public IReadOnlyDictionary<string, ResponseCurve> Responses { get; init; } = new Dictionary<string, ResponseCurve>();

    /// <summary>Answers beside what is right; null where there is none.</summary>
    public Evaluation? Evaluation { get; init; }

    /// <summary>The trials of a search, in the order of their ends.</summary>
    public IReadOnlyList<TrialRecord> Trials { get; init; } = [];

    /// <summary>The weights of the model, in the order of the flat vector: names and shapes; empty where there is no model.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<long> Shape)> Weights { get; init; } = [];

    /// <summary>The way that the hyperparameters went; null where there is none.</summary>
    internal TrajectoryFile? Trajectory { get; init; }
}
