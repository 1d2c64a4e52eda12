namespace Hyper.Cluster.Units;

/// <summary>What the ledger says to a renewal.</summary>
public enum RenewalAnswer
{
    /// <summary>The unit is the worker's for the time of another lease.</summary>
    Renewed,

    /// <summary>It is not the worker's any more: whatever comes out of the attempt is thrown away.</summary>
    Lost,

    /// <summary>Nobody wants it any more.</summary>
    Cancelled,
}

/// <summary>What the ledger says to a record, or to an attempt that ended without.</summary>
public enum EndAnswer
{
    /// <summary>It is written down.</summary>
    Taken,

    /// <summary>It was written down before: it came in twice.</summary>
    TakenBefore,

    /// <summary>The attempt is not the unit's any more: it is thrown away.</summary>
    Refused,
}
