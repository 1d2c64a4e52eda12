namespace Hyper.Runtime.Search.Trials;

/// <summary>A trial to run.</summary>
/// <param name="Point">Where, in the unit cube.</param>
/// <param name="Steps">For how many steps.</param>
internal sealed record Proposal(double[] Point, int Steps);
