using Hyper.Runtime.Search.Plans;

namespace Hyper.Runtime.Tests.Search;

/// <summary>What a Gaussian process is given in place of losses that would leave it blind.</summary>
public sealed class RobustLossesTests
{
    [Fact]
    public void Losses_near_each_other_stay_as_they_are()
        => Assert.Equal([0.31, 0.29, 0.33, 0.30], Of(0.31, 0.29, 0.33, 0.30));

    [Fact]
    public void One_that_is_far_off_is_brought_back_and_a_failed_trial_beside_it()
        => Assert.Equal([0.31, 0.29, 0.33, 0.89, 0.89], Of(0.31, 0.29, 0.33, 1e4, null).Select(loss => Math.Round(loss, 12)));

    [Fact]
    public void A_failed_trial_counts_as_the_highest()
        => Assert.Equal([0.31, 0.33, 0.33], Of(0.31, 0.33, null));

    [Fact]
    public void Where_half_of_them_are_the_best_nothing_is_known_of_the_spread()
        => Assert.Equal([1.0, 1, 1, 50], Of(1, 1, 1, 50));

    /// <summary>The trial of ten thousand changes nothing of where the next one is tried.</summary>
    [Fact]
    public void Bayesian_optimization_sees_past_a_loss_of_ten_thousand()
    {
        Hyper.Runtime.Native.NativeBackend.EnsureLoaded();
        var plan = PlanRuns.On(Plan(), proposal => proposal.Point[0] > 0.95 ? 1e4 : 0.3 + ((proposal.Point[0] - 0.4) * (proposal.Point[0] - 0.4)));
        Assert.InRange(plan.Min(trial => trial.Loss!.Value), 0.3, 0.3005);
        Assert.Contains(plan, trial => trial.Loss > 1e3);

        static BayesianPlan Plan() => new(
            new Hyper.Runtime.Search.Points.PointSequence(Sampling.Sobol, 1, 3), new BayesianNumbers(1, 30, 16, 1, Kernel.Matern52, Ard: false, Steps: 1, Seed: 3));
    }

    private static List<double> Of(params double?[] losses) => RobustLosses.Of([.. losses.Select((loss, trial) => PlanRuns.Record(trial, loss))]);
}
