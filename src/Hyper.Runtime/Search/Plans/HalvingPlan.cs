using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>
/// Successive halving, one bracket after the other. A trial of a higher rung is a training of its own, from the first step,
/// with the whole schedule of the learning rate: what it comes to does not depend on the rungs below.
/// </summary>
internal sealed class HalvingPlan(PointSequence points, IReadOnlyList<Bracket> brackets) : ITrialPlan
{
    public int Planned => brackets.Sum(bracket => bracket.Rungs.Sum(rung => rung.Trials));

    public IEnumerable<IEnumerable<Proposal>> Rounds(IReadOnlyList<TrialRecord> records)
    {
        var drawn = 0;
        foreach (var bracket in brackets)
        {
            IReadOnlyList<double[]> survivors = [.. Enumerable.Range(drawn, bracket.Rungs[0].Trials).Select(points.At)];
            drawn += survivors.Count;
            for (var i = 0; i < bracket.Rungs.Count; i++)
            {
                var rung = bracket.Rungs[i];
                var first = records.Count;
                yield return survivors.Select(point => new Proposal(point, rung.Steps));
                if (i + 1 < bracket.Rungs.Count)
                {
                    survivors = [.. survivors
                        .Select((point, place) => (Point: point, Loss: records[first + place].RankingLoss))
                        .OrderBy(trial => trial.Loss)
                        .Take(bracket.Rungs[i + 1].Trials)
                        .Select(trial => trial.Point)];
                }
            }
        }
    }
}
