namespace Hyper.App.Records;

/// <summary>What has become of a run.</summary>
public enum RunStatus
{
    /// <summary>It is under way, or its process ended without a word.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Finished,

    /// <summary>Somebody had it end early, with a result.</summary>
    Stopped,

    /// <summary>An error ended it.</summary>
    Failed,

    /// <summary>It was ended without a result; it goes on from its last checkpoint.</summary>
    Interrupted,
}
