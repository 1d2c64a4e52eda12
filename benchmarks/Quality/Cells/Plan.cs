namespace Hyper.Quality;

/// <summary>What is measured.</summary>
/// <param name="Problems">The tables.</param>
/// <param name="Methods">The methods.</param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Steps">Steps of a run, and of the longest ordinary training.</param>
internal sealed record Plan(IReadOnlyList<Problem> Problems, IReadOnlyList<Method> Methods, int Seeds, int Steps);
