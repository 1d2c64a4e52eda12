using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>
/// Asynchronous successive halving (Li et al., 2020, algorithm 2), with as many trials on each rung as successive halving has: a point goes on
/// as soon as it is among the best 1/η of those that have ended on its rung, and a new one is drawn where none does.
/// </summary>
/// <param name="points">What points are drawn from.</param>
/// <param name="bracket">The rungs.</param>
/// <param name="reduction">η.</param>
internal sealed class AsynchronousHalvingPlan(PointSequence points, Bracket bracket, int reduction) : IAsynchronousPlan
{
    public int Planned => bracket.Rungs.Sum(rung => rung.Trials);

    public Proposal? Next(IReadOnlyList<TrialRecord> records, IReadOnlyList<Proposal> open)
    {
        for (var i = bracket.Rungs.Count - 2; i >= 0; i--)
        {
            var above = On(i + 1, records, open);
            if (above.Count < bracket.Rungs[i + 1].Trials && Promoted(i, records).FirstOrDefault(point => !above.Exists(other => other.AsSpan().SequenceEqual(point))) is { } next)
            {
                return new Proposal(next, bracket.Rungs[i + 1].Steps);
            }
        }

        var drawn = On(0, records, open);
        return drawn.Count < bracket.Rungs[0].Trials ? new Proposal(points.NextAfter(drawn), bracket.Rungs[0].Steps) : null;
    }

    /// <summary>Those of a rung that may go on, the best first.</summary>
    private IEnumerable<double[]> Promoted(int rung, IReadOnlyList<TrialRecord> records)
    {
        var ended = records.Where(record => record.Specification.Settings.Steps == bracket.Rungs[rung].Steps).OrderBy(record => record.RankingLoss).ThenBy(record => record.Specification.Trial).ToList();
        return ended.Take(ended.Count / reduction).Select(record => record.Specification.PointOfSearch());
    }

    /// <summary>The points that are or were on a rung.</summary>
    private List<double[]> On(int rung, IReadOnlyList<TrialRecord> records, IReadOnlyList<Proposal> open) =>
    [
        .. records.Where(record => record.Specification.Settings.Steps == bracket.Rungs[rung].Steps).Select(record => record.Specification.PointOfSearch()),
        .. open.Where(proposal => proposal.Steps == bracket.Rungs[rung].Steps).Select(proposal => proposal.Point),
    ];
}
