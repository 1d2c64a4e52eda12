using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>So many points of a sequence, none of which depends on what the others came to.</summary>
internal sealed class RandomPlan(PointSequence points, int trials, int steps) : ITrialPlan
{
    public int Planned => trials;

    public IEnumerable<IEnumerable<Proposal>> Rounds(IReadOnlyList<TrialRecord> records)
    {
        yield return Enumerable.Range(0, trials).Select(trial => new Proposal(points.At(trial), steps));
    }
}
