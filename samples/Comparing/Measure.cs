namespace Comparing;

/// <summary>A number that a sample measures of each method's result, as a column of the table and a field of the JSON.</summary>
/// <param name="Field">Its name in the JSON, such as <c>auc</c>.</param>
/// <param name="Heading">The head of its column; a line break may divide it.</param>
/// <param name="Format">How the table writes it, as <see cref="double.ToString(string)"/> understands it.</param>
/// <param name="Of">The measure; not a number where there is none.</param>
public sealed record Measure(string Field, string Heading, string Format, Func<Finding, double> Of);
