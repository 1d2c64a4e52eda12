using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>
/// Bayesian optimization whose next trial is proposed as soon as one has ended: those under way are in the data of the Gaussian process with the lowest loss so far
/// as their value (the constant liar), so that the next one keeps its distance from them.
/// </summary>
/// <param name="points">What the initial trials are drawn from.</param>
/// <param name="numbers">How many trials of which kind, and the kernel.</param>
internal sealed class AsynchronousBayesianPlan(PointSequence points, BayesianNumbers numbers) : IAsynchronousPlan
{
    private readonly BayesianProposals proposals = BayesianProposals.Of(numbers);

    public int Planned => numbers.Trials;

    public Proposal? Next(IReadOnlyList<TrialRecord> records, IReadOnlyList<Proposal> open)
    {
        List<double[]> tried = [.. records.Select(record => record.Specification.PointOfSearch()), .. open.Select(proposal => proposal.Point)];
        if (tried.Count >= numbers.Trials)
        {
            return null;
        }

        if (tried.Count < numbers.InitialTrials || records.All(record => record.ValidationLoss is null))
        {
            return new Proposal(points.NextAfter(tried), numbers.Steps);
        }

        // By the number of the trial: a search that goes on draws other candidates than before its interruption.
        var random = new SplitMix(SplitMix.Hash(SplitMix.Hash(unchecked((ulong)numbers.Seed)) + (ulong)tried.Count));
        return new Proposal(proposals.Propose(tried, records, count: 1, ref random)[0], numbers.Steps);
    }
}
