namespace Hyper.Cluster.Ledger;

/// <summary>What is written of a study beside its units.</summary>
[GenerateSerializer]
[Immutable]
public sealed record StudyHeader
{
    /// <summary>The program that runs its units.</summary>
    [Id(0)]
    public string Program { get; init; } = "";

    /// <summary>How many times units were handed in: each lot is written by itself.</summary>
    [Id(1)]
    public int Lots { get; init; }

    /// <summary>Whether no more units come.</summary>
    [Id(2)]
    public bool IsClosed { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    [Id(3)]
    public bool IsCancelled { get; init; }
}
