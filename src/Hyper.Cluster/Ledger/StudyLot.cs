using Hyper.Cluster.Units;

namespace Hyper.Cluster.Ledger;

/// <summary>Units that were handed in together.</summary>
[GenerateSerializer]
[Immutable]
public sealed record StudyLot
{
    /// <summary>The units.</summary>
    [Id(0)]
    public IReadOnlyList<PlannedUnit> Units { get; init; } = [];
}
