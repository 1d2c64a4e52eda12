namespace Hyper.Cluster.Units;

/// <summary>What came of a unit that is over.</summary>
/// <param name="Number">Which one.</param>
/// <param name="State"><see cref="UnitState.Done"/>, <see cref="UnitState.Failed"/> or <see cref="UnitState.Cancelled"/>.</param>
/// <param name="Record">Its record; null where there is none.</param>
/// <param name="Failure">Why there is none; null where there is one.</param>
/// <param name="Died">Whether it failed because process or worker died each time, which says nothing of its specification.</param>
[GenerateSerializer]
[Immutable]
public sealed record UnitOutcome(
    [property: Id(0)] int Number, [property: Id(1)] UnitState State, [property: Id(2)] string? Record, [property: Id(3)] string? Failure, [property: Id(4)] bool Died);
