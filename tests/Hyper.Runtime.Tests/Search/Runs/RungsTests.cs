using Hyper.Runtime.Search.Plans;

namespace Hyper.Runtime.Tests.Search.Runs;

/// <summary>Where runs are left behind, and what that costs.</summary>
public sealed class RungsTests
{
    [Fact]
    public void The_last_halving_is_where_runs_draw_their_weights_anew_and_the_others_are_so_many_times_as_early()
    {
        Assert.Equal([new Rung(8, 750), new Rung(4, 1_500), new Rung(2, 5_000)], Rungs.Of(new(), 5_000, restartAt: 0.3).Rungs);
        Assert.Equal([new Rung(8, 750), new Rung(4, 1_500), new Rung(2, 5_000)], Rungs.Of(new(), 5_000, restartAt: 0).Rungs);
        Assert.Equal([new Rung(27, 100), new Rung(9, 300), new Rung(3, 900), new Rung(1, 1_800)], Rungs.Of(new() { Runs = 27, Reduction = 3, Halvings = 3, LastRung = 0.5 }, 1_800, 0.3).Rungs);
    }

    [Fact]
    public void Eight_runs_halved_twice_cost_less_than_three_and_a_half()
    {
        var rungs = Rungs.Of(new(), 5_000, 0.3).Rungs;
        var before = 0;
        var steps = 0;
        foreach (var rung in rungs)
        {
            steps += rung.Trials * (rung.Steps - before);
            before = rung.Steps;
        }

        Assert.Equal(3.2, steps / 5_000.0, 12);
    }

    [Fact]
    public void Numbers_that_leave_no_run_or_no_step_are_refused()
    {
        Assert.Contains("With 2 halvings before", Assert.Throws<HyperDslException>(() => Rungs.Of(new(), 5, 0.3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Halvings of a search of runs is 4; it must be so few that", Refused(new() { Halvings = 4 }), StringComparison.Ordinal);
        Assert.StartsWith("Runs of a search of runs is 1; it must be at least 2.", Refused(new() { Runs = 1 }), StringComparison.Ordinal);
        Assert.StartsWith("Reduction of a search of runs is 1; it must be at least 2.", Refused(new() { Reduction = 1 }), StringComparison.Ordinal);
        Assert.StartsWith("LastRung of a search of runs is 1; it must be from 0 to below 1.", Refused(new() { LastRung = 1 }), StringComparison.Ordinal);
        Assert.StartsWith("Algorithm of a search of runs is Joint; it must be SuccessiveHalving, Bayesian or Random.", Refused(new() { Algorithm = Algorithm.Joint }), StringComparison.Ordinal);
        Assert.StartsWith("InitialRuns of a search of runs is 8; it must be from 0 to below Runs (8).", Refused(new() { InitialRuns = 8 }), StringComparison.Ordinal);
        Assert.StartsWith("Parallelism of a search of runs is 0; it must be at least 1.", Refused(new() { Parallelism = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("TimeLimit of a search of runs is -1; it must be a finite number, 0 or above.", Refused(new() { TimeLimit = -1 }), StringComparison.Ordinal);

        static string Refused(RunSearchSettings numbers) => Assert.Throws<HyperDslException>(numbers.Validate).Message;
    }
}
