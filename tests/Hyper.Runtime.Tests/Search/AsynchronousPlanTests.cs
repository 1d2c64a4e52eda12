using Hyper.Runtime.Native;
using Hyper.Runtime.Search.Plans;
using Hyper.Runtime.Search.Points;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Plans that wait for nobody, on functions of the unit cube, with trials that end in drawn orders.</summary>
public sealed class AsynchronousPlanTests
{
    static AsynchronousPlanTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int, int> Orders => new() { { 0, 1 }, { 1, 2 }, { 2, 5 }, { 3, 40 } };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Successive_halving_has_the_trials_of_its_rungs_and_promotes_only_the_best(int seed, int atATime)
    {
        var bracket = Bracket.Hyperband(27, 1, 3)[0];
        var plan = new AsynchronousHalvingPlan(new PointSequence(Sampling.Uniform, 2, seed), bracket, 3);
        var records = Run(plan, seed, atATime, proposal => proposal.Point[0] + (1.0 / proposal.Steps), (proposal, ended) =>
        {
            // Whoever goes on is among the best third of those that have ended on the rung below.
            if (proposal.Steps > bracket.Rungs[0].Steps)
            {
                var below = ended.Where(record => record.Specification.Settings.Steps == proposal.Steps / 3).OrderBy(record => record.ValidationLoss).ToList();
                Assert.Contains(below.Take(below.Count / 3), record => record.Specification.Point!.SequenceEqual(proposal.Point));
            }
        });

        Assert.Equal(plan.Planned, records.Count);
        Assert.Equal(bracket.Rungs.Select(rung => rung.Trials), bracket.Rungs.Select(rung => records.Count(record => record.Specification.Settings.Steps == rung.Steps)));
        foreach (var rung in bracket.Rungs)
        {
            // No point is trained twice for as many steps.
            var points = records.Where(record => record.Specification.Settings.Steps == rung.Steps).Select(record => string.Join(' ', record.Specification.Point!));
            Assert.Equal(rung.Trials, points.Distinct().Count());
        }
    }

    [Fact]
    public void One_at_a_time_the_best_point_reaches_the_top()
    {
        var plan = new AsynchronousHalvingPlan(new PointSequence(Sampling.Uniform, 1, 7), Bracket.Hyperband(27, 1, 3)[0], 3);
        var records = Run(plan, 0, 1, proposal => proposal.Point[0]);
        var top = records.Single(record => record.Specification.Settings.Steps == 27);
        Assert.InRange(top.ValidationLoss!.Value, 0, records.Where(record => record.Specification.Settings.Steps == 1).Select(record => record.ValidationLoss!.Value).Order().ElementAt(2));
    }

    [Fact]
    public void A_straggler_holds_nobody_up()
    {
        var bracket = Bracket.Hyperband(27, 1, 3)[0];
        var plan = new AsynchronousHalvingPlan(new PointSequence(Sampling.Uniform, 1, 3), bracket, 3);
        var (records, open) = (new List<TrialRecord>(), new List<Proposal>());
        var straggler = plan.Next(records, open)!;
        while (plan.Next(records, [straggler]) is { } proposal)
        {
            records.Add(Record(proposal, records.Count + 1, 1 - proposal.Point[0]));
        }

        // Without it its own rung lacks one, and so each rung above at most one.
        Assert.Equal(bracket.Rungs[0].Trials - 1, records.Count(record => record.Specification.Settings.Steps == 1));
        Assert.InRange(records.Count, plan.Planned - bracket.Rungs.Count, plan.Planned - 1);
    }

    [Fact]
    public void A_trial_that_failed_never_goes_on()
    {
        var plan = new AsynchronousHalvingPlan(new PointSequence(Sampling.Uniform, 1, 4), Bracket.Hyperband(9, 1, 3)[0], 3);
        var records = Run(plan, 1, 4, proposal => proposal.Point[0] < 0.5 ? null : proposal.Point[0]);
        Assert.All(records.Where(record => record.Specification.Settings.Steps > 1), record => Assert.NotNull(record.ValidationLoss));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(3, 30)]
    public void Bayesian_optimization_finds_the_minimum_and_keeps_its_distance_from_what_is_under_way(int atATime, int trials)
    {
        // Forrester's function, as in BayesianPlanTests: -6.02074 at 0.757249.
        var plan = new AsynchronousBayesianPlan(new PointSequence(Sampling.Uniform, 1, 2), new BayesianNumbers(1, trials, 5, 1, Kernel.Matern52, Ard: false, Steps: 1, Seed: 2));
        var records = Run(plan, 5, atATime, proposal => Math.Pow((6 * proposal.Point[0]) - 2, 2) * Math.Sin((12 * proposal.Point[0]) - 4));
        Assert.Equal(trials, records.Count);
        Assert.InRange(records.Min(record => record.ValidationLoss)!.Value, -6.020741, -6);
        Assert.Equal(trials, records.Select(record => record.Specification.Point![0]).Distinct().Count());
    }

    [Fact]
    public void Points_that_an_interruption_has_lost_are_drawn_again_and_no_other_twice()
    {
        var points = new PointSequence(Sampling.Sobol, 2, 1);
        Assert.Equal(points.At(1), points.NextAfter([points.At(0), points.At(2)]));
        Assert.Equal(points.At(3), points.NextAfter([points.At(0), points.At(1), points.At(2)]));
        Assert.Equal(points.At(0), points.NextAfter([[0.123, 0.456]]));
    }

    private static List<TrialRecord> Run(
        IAsynchronousPlan plan, int seed, int atATime, Func<Proposal, double?> function, Action<Proposal, IReadOnlyList<TrialRecord>>? look = null)
    {
        var random = new Random(seed);
        var (records, open) = (new List<TrialRecord>(), new List<Proposal>());
        var number = 0;
        while (true)
        {
            while (open.Count < atATime && plan.Next(records, open) is { } proposal)
            {
                look?.Invoke(proposal, records);
                open.Add(proposal);
            }

            if (open.Count == 0)
            {
                return records;
            }

            var at = random.Next(open.Count);
            records.Add(Record(open[at], number++, function(open[at])));
            open.RemoveAt(at);
        }
    }

    private static TrialRecord Record(Proposal proposal, int number, double? loss)
    {
        var record = PlanRuns.Record(number, loss);
        return record with { Specification = record.Specification with { Point = proposal.Point, Settings = new() { Steps = proposal.Steps } } };
    }
}
