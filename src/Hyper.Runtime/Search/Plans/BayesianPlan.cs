using Hyper.Dsl;
using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Search.GaussianProcesses;
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
internal sealed class BayesianPlan : ITrialPlan
{
    private readonly PointSequence points;
    private readonly BayesianNumbers numbers;

    /// <param name="points">What the initial trials are drawn from.</param>
    /// <param name="numbers">How many trials of which kind, and the kernel.</param>
    /// <exception cref="HyperDslException">All trials are initial ones, or there are too many length scales to learn.</exception>
    public BayesianPlan(PointSequence points, BayesianNumbers numbers)
    {
        if (numbers.InitialTrials >= numbers.Trials)
        {
            throw new HyperDslException(
                $"InitialTrials is {numbers.InitialTrials} of {numbers.Trials} Trials, so that Bayesian optimization would propose none. Use fewer initial trials, more trials, or Algorithm.Random.");
        }

        if (numbers.Ard && numbers.Dimensions > ExperimentDefaults.MostLengthScales)
        {
            throw new HyperDslException(
                $"Ard learns a length scale for each of {numbers.Dimensions} dimensions, where {ExperimentDefaults.MostLengthScales} are the most. Leave it out, so that they share one, or use Tied = true.");
        }

        (this.points, this.numbers) = (points, numbers);
    }

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

    private List<double[]> Propose(List<double[]> tried, IReadOnlyList<TrialRecord> records, int count, ref SplitMix random)
    {
        if (records.All(record => record.ValidationLoss is null))
        {
            // Nothing is known yet: draw on.
            return [.. Enumerable.Range(tried.Count, count).Select(points.At)];
        }

        using var scope = torch.NewDisposeScope();
        var losses = RobustLosses.Of(records);
        List<double[]> known = [.. tried];
        var lowest = losses.Min();
        var incumbent = known[losses.IndexOf(lowest)];
        KernelParameters? parameters = null;
        var batch = new List<double[]>(count);
        while (batch.Count < count)
        {
            using var process = GaussianProcess.Fit(
                PointRows.Of(known),
                torch.tensor(losses.ToArray()),
                new GaussianProcessOptions { Kernel = numbers.Kernel, Ard = numbers.Ard, Parameters = parameters });
            parameters = process.Parameters;
            var point = new ImprovementSearch(process, lowest).Maximize(incumbent, ref random);
            batch.Add(point);
            known.Add(point);
            losses.Add(lowest);
        }

        return batch;
    }
}

/// <summary>The numbers of Bayesian optimization.</summary>
/// <param name="Dimensions">Dimensions of the cube.</param>
/// <param name="Trials">Trials in all.</param>
/// <param name="InitialTrials">Trials that are drawn.</param>
/// <param name="TrialBatch">Trials that are proposed from the same records.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Ard">Whether each dimension has a length scale of its own.</param>
/// <param name="Steps">Steps of each trial.</param>
/// <param name="Seed">What draws the candidates.</param>
internal sealed record BayesianNumbers(
    int Dimensions, int Trials, int InitialTrials, int TrialBatch, Kernel Kernel, bool Ard, int Steps, int Seed);
