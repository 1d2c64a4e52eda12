namespace Hyper.Cluster.Units;

/// <summary>How far a unit is.</summary>
public enum UnitState
{
    /// <summary>Nobody has it.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    Leased,

    /// <summary>Its record is there.</summary>
    Done,

    /// <summary>It comes to no record.</summary>
    Failed,

    /// <summary>Nobody wants it any more.</summary>
    Cancelled,
}
