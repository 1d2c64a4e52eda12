namespace Hyper.Cluster.Units;

/// <summary>A worker still has a unit.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Progress">How far it is, in a line; null where nothing is known.</param>
[GenerateSerializer]
[Immutable]
public sealed record UnitRenewal([property: Id(0)] int Number, [property: Id(1)] int Attempt, [property: Id(2)] string? Progress);
