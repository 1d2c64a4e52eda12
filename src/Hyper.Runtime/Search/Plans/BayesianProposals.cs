using Hyper.Dsl;
using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Search.GaussianProcesses;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>Where a Gaussian process, fitted to all records, expects the largest improvement on the best of them.</summary>
internal sealed class BayesianProposals
{
    private readonly BayesianNumbers numbers;

    private BayesianProposals(BayesianNumbers numbers) => this.numbers = numbers;

    /// <param name="numbers">How many trials of which kind, and the kernel.</param>
    /// <exception cref="HyperDslException">All trials are initial ones, or there are too many length scales to learn.</exception>
    public static BayesianProposals Of(BayesianNumbers numbers)
    {
        if (numbers.InitialTrials >= numbers.Trials)
        {
            throw new HyperDslException(
                $"InitialTrials is {numbers.InitialTrials} of {numbers.Trials} Trials, so that Bayesian optimization would propose none. Use fewer initial trials, more trials, or Algorithm.Random.");
        }

        return numbers.Ard && numbers.Dimensions > ExperimentDefaults.MostLengthScales
            ? throw new HyperDslException(
                $"Ard learns a length scale for each of {numbers.Dimensions} dimensions, where {ExperimentDefaults.MostLengthScales} are the most. Leave it out, so that they share one, or use Tied = true.")
            : new BayesianProposals(numbers);
    }

    /// <summary>Points to try.</summary>
    /// <param name="tried">Points that are tried: those of the records first, in their order.</param>
    /// <param name="records">The records, at least one of which has a loss.</param>
    /// <param name="count">How many points; each is added to the data of the next with the lowest loss so far as its value.</param>
    /// <param name="random">What draws candidates.</param>
    public List<double[]> Propose(IReadOnlyList<double[]> tried, IReadOnlyList<TrialRecord> records, int count, ref SplitMix random)
    {
        using var scope = torch.NewDisposeScope();
        var losses = RobustLosses.Of(records);
        List<double[]> known = [.. tried];
        var lowest = losses.Min();
        var incumbent = known[losses.IndexOf(lowest)];

        // Those that are under way.
        losses.AddRange(Enumerable.Repeat(lowest, known.Count - losses.Count));
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
