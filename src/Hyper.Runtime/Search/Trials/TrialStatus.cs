namespace Hyper.Runtime.Search.Trials;

/// <summary>How a trial ended.</summary>
public enum TrialStatus
{
    /// <summary>It trained to its end and has a validation loss.</summary>
    Completed,

    /// <summary>It diverged, or its validation loss is not a finite number.</summary>
    Failed,
}
