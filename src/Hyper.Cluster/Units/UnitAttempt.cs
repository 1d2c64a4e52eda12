namespace Hyper.Cluster.Units;

/// <summary>An attempt that ended without a record.</summary>
/// <param name="Number">Which one, counted from 1.</param>
/// <param name="Worker">Who had it.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="End">How.</param>
/// <param name="Words">What was said of it.</param>
[GenerateSerializer]
[Immutable]
public sealed record UnitAttempt(
    [property: Id(0)] int Number, [property: Id(1)] string Worker, [property: Id(2)] DateTimeOffset Ended, [property: Id(3)] AttemptEnd End, [property: Id(4)] string Words);
