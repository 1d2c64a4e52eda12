namespace Hyper.Runtime.Checkpoints;

/// <summary>
/// Where a run keeps what it has become, so that nothing takes it away: it writes its whole state every so often, and a run that is given the
/// same folder again goes on from there, to the same bits as one that was never interrupted. Where the folder has no checkpoint, or is not
/// there, the run starts anew.
/// </summary>
/// <param name="path">The folder, of one run; it is created where there is none.</param>
/// <exception cref="HyperDslException">The path is blank.</exception>
public sealed class CheckpointFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = string.IsNullOrWhiteSpace(path) ? throw new HyperDslException("The checkpoints of a run need the path of a folder.") : path;

    /// <summary>
    /// How much time passes between two checkpoints: a minute by default; null for none by time. A checkpoint is written between two steps,
    /// which wait for it. A kill loses what came after the last one.
    /// </summary>
    /// <exception cref="HyperDslException">It is negative.</exception>
    public TimeSpan? Every
    {
        get;
        init => field = value >= TimeSpan.Zero || value is null ? value : throw new HyperDslException($"Every is {value}; it must be no time below zero.");
    }
    = TimeSpan.FromMinutes(1);

    /// <summary>Steps between two checkpoints: 0, the default, for none by steps.</summary>
    /// <exception cref="HyperDslException">It is negative.</exception>
    public int EverySteps
    {
        get;
        init => field = value >= 0 ? value : throw new HyperDslException($"EverySteps is {value}; it must be 0 or above.");
    }

    /// <summary>
    /// The step after which the run pauses, at least 1: it writes a checkpoint, and ends with what it has become. What comes after is as if it had not paused:
    /// the rates follow the schedule of all its steps, and a run that goes on, to a later pause or to its end, comes to the same bits. A run that is
    /// there already, or further, takes no step. Null, the default, for none.
    /// </summary>
    /// <exception cref="HyperDslException">It is below 1.</exception>
    public int? PauseAt
    {
        get;
        init => field = value is null or >= 1 ? value : throw new HyperDslException($"PauseAt is {value}; it must be at least 1.");
    }

    /// <summary>What tells the time.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
