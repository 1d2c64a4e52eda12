using Hyper.Runtime.Search.Plans;
using Hyper.Runtime.Search.Points;

namespace Hyper.Runtime.Tests.Search;

public sealed class PlanTests
{
    [Fact]
    public void A_grid_has_every_combination_once()
    {
        var trials = new GridPlan(dimensions: 3, points: 4, steps: 7).On(_ => 0);
        double[] along = [0.125, 0.375, 0.625, 0.875];
        var all = from a in along from b in along from c in along select (a, b, c);
        Assert.Equal(all, trials.Select(trial => (trial.Proposal.Point[0], trial.Proposal.Point[1], trial.Proposal.Point[2])));
        Assert.All(trials, trial => Assert.Equal(7, trial.Proposal.Steps));
        Assert.Equal(64, new GridPlan(3, 4, 7).Planned);
        Assert.Equal([0.5, 0.5], Assert.Single(new GridPlan(2, 1, 1).On(_ => 0)).Proposal.Point);
    }

    [Fact]
    public void A_grid_that_nobody_can_walk_is_refused() =>
        Assert.Contains("Tied = true", Assert.Throws<HyperDslException>(() => new GridPlan(2_410, 5, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void More_random_trials_start_with_the_same_points()
    {
        var points = new PointSequence(Sampling.Uniform, 4, 9);
        var few = new RandomPlan(points, 5, 1).On(_ => 0);
        var many = new RandomPlan(points, 50, 1).On(_ => 0);
        Assert.Equal(50, many.Count);
        Assert.Equal(few.Select(trial => trial.Proposal.Point), many.Take(5).Select(trial => trial.Proposal.Point));
    }

    // Li et al. (2018), table 1: the brackets of R = 81, η = 3.
    [Fact]
    public void Hyperbands_brackets_are_those_of_its_papers_table()
    {
        (int, int)[][] table =
        [
            [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)],
            [(34, 3), (11, 9), (3, 27), (1, 81)],
            [(15, 9), (5, 27), (1, 81)],
            [(8, 27), (2, 81)],
            [(5, 81)],
        ];
        Assert.Equal(table, Bracket.Hyperband(most: 81, least: 1, reduction: 3).Select(bracket => bracket.Rungs.Select(rung => (rung.Trials, rung.Steps)).ToArray()));
    }

    [Theory]
    [InlineData(81, 1, 3, 5)]
    [InlineData(80, 1, 3, 4)]
    [InlineData(243, 1, 3, 6)]
    [InlineData(5_000, 185, 3, 4)]
    [InlineData(1_000, 10, 10, 3)]
    [InlineData(7, 4, 2, 1)]
    public void There_are_as_many_rungs_as_the_shortest_training_fits_into_the_longest(int most, int least, int reduction, int rungs)
    {
        var first = Bracket.Hyperband(most, least, reduction)[0];
        Assert.Equal(rungs, first.Rungs.Count);
        Assert.Equal(most, first.Rungs[^1].Steps);
        Assert.True(first.Rungs[0].Steps >= least);
    }

    [Fact]
    public void Too_many_trials_of_halving_are_refused() =>
        Assert.Contains("more LeastSteps", Assert.Throws<HyperDslException>(() => Bracket.Hyperband(1_000_000, 1, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_best_of_a_rung_go_on_and_those_that_failed_do_not()
    {
        var points = new PointSequence(Sampling.Uniform, 1, 4);
        var plan = new HalvingPlan(points, [.. Bracket.Hyperband(27, 1, 3).Take(1)]);
        Assert.Equal(40, plan.Planned);

        // What is largest fails; of the others the smaller is the better.
        var trials = plan.On(proposal => proposal.Point[0] > 0.9 ? null : proposal.Point[0]);
        Assert.Equal([.. Enumerable.Repeat(1, 27), .. Enumerable.Repeat(3, 9), 9, 9, 9, 27], trials.Select(trial => trial.Proposal.Steps));
        var drawn = Enumerable.Range(0, 27).Select(i => points.At(i)[0]).Order().ToList();
        Assert.Equal(drawn.Take(9), trials.Skip(27).Take(9).Select(trial => trial.Proposal.Point[0]));
        Assert.Equal(drawn.Take(3), trials.Skip(36).Take(3).Select(trial => trial.Proposal.Point[0]));
        Assert.Equal(drawn[0], trials[^1].Proposal.Point[0]);
    }

    [Fact]
    public void Each_bracket_draws_points_of_its_own()
    {
        var points = new PointSequence(Sampling.Sobol, 2, 4);
        var plan = new HalvingPlan(points, Bracket.Hyperband(9, 1, 3));
        var trials = plan.On(proposal => proposal.Point[0]);
        Assert.Equal(plan.Planned, trials.Count);
        Assert.Equal(9 + 5 + 3, trials.Select(trial => (trial.Proposal.Point[0], trial.Proposal.Point[1])).Distinct().Count());
    }
}
