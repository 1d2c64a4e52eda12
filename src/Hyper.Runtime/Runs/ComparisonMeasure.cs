namespace Hyper.Runtime.Runs;

/// <summary>A number of a program's own in a comparison, a field of its row in the JSON.</summary>
/// <param name="Name">The field, such as <c>auc</c>.</param>
/// <param name="Value">The number; one that is not finite becomes null.</param>
public sealed record ComparisonMeasure(string Name, double Value);
