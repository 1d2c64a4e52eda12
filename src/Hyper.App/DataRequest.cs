using Hyper.Runtime.Runs;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App;

/// <summary>Which rows a command needs.</summary>
public sealed record DataRequest
{
    /// <summary>The experiment that they are for.</summary>
    public required ExperimentEntry Experiment { get; init; }

    /// <summary>What the command line says after <c>--data</c>; null where it says nothing.</summary>
    public string? Source { get; init; }

    /// <summary>The seed of the run: the same one is to give the same rows.</summary>
    public int Seed { get; init; }

    /// <summary>All numbers of the run.</summary>
    public required ExperimentSettings Settings { get; init; }
}
