using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>
/// Bayesian optimization: trials at drawn points first, and then where a Gaussian process, fitted to all records, expects
/// the largest improvement on the best of them.
/// </summary>
/// <remarks>
/// The trials of a batch are proposed one after another from the same records: each is added to the data of the next with the
/// lowest loss so far as its value (the constant liar of Ginsbourger et al., 2010), so that they keep their distance. A failed
/// trial counts as a high loss, and losses far above the others as no higher than that (<see cref="RobustLosses"/>).
/// </remarks>
/// <param name="points">What the initial trials are drawn from.</param>
/// <param name="numbers">How many trials of which kind, and the kernel.</param>
internal sealed class BayesianPlan(PointSequence points, BayesianNumbers numbers) : ITrialPlan
{
    private readonly BayesianProposals proposals = BayesianProposals.Of(numbers);

    public int Planned => numbers.Trials;

    public IEnumerable<IEnumerable<Proposal>> Rounds(IReadOnlyList<TrialRecord> records)
    {
        var tried = Enumerable.Range(0, numbers.InitialTrials).Select(points.At).ToList();
        yield return tried.ConvertAll(point => new Proposal(point, numbers.Steps));
        var random = new SplitMix(SplitMix.Hash(unchecked((ulong)numbers.Seed)) + 1);
        while (tried.Count < numbers.Trials)
        {
            var batch = Propose(tried, records, Math.Min(numbers.TrialBatch, numbers.Trials - tried.Count), ref random);
            tried.AddRange(batch);
            yield return batch.Select(point => new Proposal(point, numbers.Steps));
        }
    }

    // Where nothing is known yet: draw on.
    private List<double[]> Propose(List<double[]> tried, IReadOnlyList<TrialRecord> records, int count, ref SplitMix random) =>
        records.All(record => record.ValidationLoss is null)
            ? [.. Enumerable.Range(tried.Count, count).Select(points.At)]
            : proposals.Propose(tried, records, count, ref random);
}
