namespace Hyper.Cluster.Units;

/// <summary>What has become of a unit: what the ledger writes at each transition. One that was never leased has none.</summary>
[GenerateSerializer]
[Immutable]
public sealed record UnitCourse
{
    /// <summary>How far it is.</summary>
    [Id(0)]
    public UnitState State { get; init; }

    /// <summary>The attempt under way, or the last one; 0 before the first.</summary>
    [Id(1)]
    public int Attempt { get; init; }

    /// <summary>Who has it, or had it last.</summary>
    [Id(2)]
    public string Worker { get; init; } = "";

    /// <summary>Until when, unless the worker renews: renewals are not written down.</summary>
    [Id(3)]
    public DateTimeOffset Until { get; init; }

    /// <summary>The attempts that ended without a record.</summary>
    [Id(4)]
    public IReadOnlyList<UnitAttempt> Ended { get; init; } = [];

    /// <summary>What came out; null before that.</summary>
    [Id(5)]
    public string? Record { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    [Id(6)]
    public string? Failure { get; init; }

    /// <summary>Attempts that ended with the death of the process or of the worker.</summary>
    public int Deaths() => Ended.Count(attempt => attempt.End is AttemptEnd.Died or AttemptEnd.Expired);

    /// <summary>Whether nothing more becomes of it.</summary>
    public bool IsOver() => State is UnitState.Done or UnitState.Failed or UnitState.Cancelled;
}
