namespace Hyper.Cluster.Ledger;

/// <summary>What is written of the index.</summary>
[GenerateSerializer]
[Immutable]
public sealed record StudyIndex
{
    /// <summary>The studies, the oldest first.</summary>
    [Id(0)]
    public IReadOnlyList<StudyEntry> Studies { get; init; } = [];
}

/// <summary>A study in the index.</summary>
/// <param name="Study">Its name.</param>
/// <param name="Program">The program that runs its units.</param>
/// <param name="IsClosed">Whether no unit of it is open, and none will come.</param>
[GenerateSerializer]
[Immutable]
public sealed record StudyEntry([property: Id(0)] string Study, [property: Id(1)] string Program, [property: Id(2)] bool IsClosed);
