namespace Hyper.Cluster.Units;

/// <summary>How far a study is.</summary>
[GenerateSerializer]
[Immutable]
public sealed record StudyStatus
{
    /// <summary>The study.</summary>
    [Id(0)]
    public required string Study { get; init; }

    /// <summary>The program that runs its units.</summary>
    [Id(1)]
    public string Program { get; init; } = "";

    /// <summary>Whether units may still be added.</summary>
    [Id(2)]
    public bool IsOpen { get; init; }

    /// <summary>Units that nobody has.</summary>
    [Id(3)]
    public int Waiting { get; init; }

    /// <summary>Units that are with a worker.</summary>
    [Id(4)]
    public int Leased { get; init; }

    /// <summary>Units with a record.</summary>
    [Id(5)]
    public int Done { get; init; }

    /// <summary>Units that failed.</summary>
    [Id(6)]
    public int Failed { get; init; }

    /// <summary>Units that nobody wants any more.</summary>
    [Id(7)]
    public int Cancelled { get; init; }

    /// <summary>Attempts that ended without a record.</summary>
    [Id(8)]
    public int LostAttempts { get; init; }

    /// <summary>The units that are with a worker.</summary>
    [Id(9)]
    public IReadOnlyList<LeasedUnit> Now { get; init; } = [];

    /// <summary>All units.</summary>
    public int Units() => Waiting + Leased + Done + Failed + Cancelled;
}

/// <summary>A unit that is with a worker.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Worker">Who has it.</param>
/// <param name="Progress">How far it is, as the worker said last; null where nothing is known.</param>
[GenerateSerializer]
[Immutable]
public sealed record LeasedUnit([property: Id(0)] int Number, [property: Id(1)] int Attempt, [property: Id(2)] string Worker, [property: Id(3)] string? Progress);
