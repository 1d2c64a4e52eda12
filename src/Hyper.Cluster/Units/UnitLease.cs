namespace Hyper.Cluster.Units;

/// <summary>A unit that a worker has for a time.</summary>
/// <param name="Study">The study that it is of.</param>
/// <param name="Number">Which one.</param>
/// <param name="Attempt">The attempt: what the worker says of the unit names it.</param>
/// <param name="Specification">What <c>trial --spec</c> takes.</param>
/// <param name="Needs">What it needs.</param>
/// <param name="Time">How long the lease lasts without a renewal: a span, since the clocks of two machines differ.</param>
[GenerateSerializer]
[Immutable]
public sealed record UnitLease(
    [property: Id(0)] string Study,
    [property: Id(1)] int Number,
    [property: Id(2)] int Attempt,
    [property: Id(3)] string Specification,
    [property: Id(4)] Resources Needs,
    [property: Id(5)] TimeSpan Time);
