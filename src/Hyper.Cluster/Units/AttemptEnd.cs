namespace Hyper.Cluster.Units;

/// <summary>How an attempt at a unit ended without a record.</summary>
public enum AttemptEnd
{
    /// <summary>The unit itself cannot work: its specification, its program or its rows are wrong. Another attempt would end so, too.</summary>
    Refused,

    /// <summary>Its process died: of a native fault, or for want of memory.</summary>
    Died,

    /// <summary>The worker gave it back, because it was told to stop.</summary>
    GivenBack,

    /// <summary>Nothing was heard of the worker for the time of a lease.</summary>
    Expired,

    /// <summary>The study was cancelled.</summary>
    Cancelled,
}
