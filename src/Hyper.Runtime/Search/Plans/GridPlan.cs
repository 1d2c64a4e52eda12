using Hyper.Dsl;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>Every combination of so many points along each dimension; the last dimension moves fastest.</summary>
internal sealed class GridPlan : ITrialPlan
{
    private readonly int dimensions;
    private readonly int points;
    private readonly int steps;

    /// <param name="dimensions">Dimensions of the cube.</param>
    /// <param name="points">Points along each: the middles of as many equal parts.</param>
    /// <param name="steps">Steps of each trial.</param>
    /// <exception cref="HyperDslException">The grid has more trials than anybody waits for.</exception>
    public GridPlan(int dimensions, int points, int steps)
    {
        var trials = Math.Pow(points, dimensions);
        if (trials > ExperimentDefaults.MostPlannedTrials)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"A grid of {points} points along each of {dimensions} dimensions has {trials:G4} trials, where {ExperimentDefaults.MostPlannedTrials} are the most. Use fewer GridPoints, Tied = true, or Algorithm.Random."));
        }

        (this.dimensions, this.points, this.steps) = (dimensions, points, steps);
        Planned = (int)trials;
    }

    public int Planned { get; }

    public IEnumerable<IEnumerable<Proposal>> Rounds(IReadOnlyList<TrialRecord> records)
    {
        yield return Enumerable.Range(0, Planned).Select(trial => new Proposal(At(trial), steps));
    }

    private double[] At(int trial)
    {
        var point = new double[dimensions];
        for (var i = dimensions - 1; i >= 0; i--)
        {
            point[i] = ((trial % points) + 0.5) / points;
            trial /= points;
        }

        return point;
    }
}
