namespace Hyper.Generators.Model;

/// <summary>A method of the user's that measures answers.</summary>
/// <param name="Method">The method.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
internal sealed record MetricModel(MethodModel Method, bool HigherIsBetter);
