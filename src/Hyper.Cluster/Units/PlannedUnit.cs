namespace Hyper.Cluster.Units;

/// <summary>A unit of a study, before anybody has it.</summary>
/// <param name="Number">Which one of its study: the same number is the same unit, however often it is handed in.</param>
/// <param name="Specification">What <c>trial --spec</c> takes.</param>
/// <param name="Needs">What it needs.</param>
[GenerateSerializer]
[Immutable]
public sealed record PlannedUnit([property: Id(0)] int Number, [property: Id(1)] string Specification, [property: Id(2)] Resources Needs);
