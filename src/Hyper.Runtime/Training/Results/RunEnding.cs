namespace Hyper.Runtime.Training.Results;

/// <summary>Why a run, a training or a search ended where it did.</summary>
public enum RunEnding
{
    /// <summary>It took all its steps, or ran all its trials.</summary>
    Completed,

    /// <summary>The validation loss had not improved for as many evaluations in a row as <c>EarlyStoppingPatience</c> says.</summary>
    Patience,

    /// <summary>Its <c>TimeLimit</c> was over.</summary>
    TimeLimit,

    /// <summary>It was asked to stop, and ended after the step under way.</summary>
    Stopped,

    /// <summary>It was cancelled; what was finished is returned.</summary>
    Cancelled,

    /// <summary>A loss went out of bounds; what was best before is returned.</summary>
    Diverged,

    /// <summary>A trial ended with an error that no other trial would have avoided; what was finished before is returned.</summary>
    Failed,

    /// <summary>It came to the step after which its checkpoints have it pause; the same run goes on from there as if it had never ended.</summary>
    Paused,
}
