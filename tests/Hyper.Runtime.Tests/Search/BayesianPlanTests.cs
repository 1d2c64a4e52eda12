using Hyper.Runtime.Native;
using Hyper.Runtime.Search.Plans;
using Hyper.Runtime.Search.Points;
using Xunit.Abstractions;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Bayesian optimization on functions whose minimum is known.</summary>
public sealed class BayesianPlanTests(ITestOutputHelper output)
{
    static BayesianPlanTests() => NativeBackend.EnsureLoaded();

    private static readonly int Seeds = Thorough.Seeds(2, of: 5).Count();

    [Theory]
    [InlineData(Kernel.Matern52)]
    [InlineData(Kernel.Rbf)]
    public void It_finds_the_minimum_of_a_wavy_line_in_fifteen_trials(Kernel kernel)
    {
        // Forrester's function: −6.02074 at 0.757249, and a second minimum of −0.98633 at 0.142590.
        const double Minimum = -6.020740;
        var regrets = Regrets(kernel, dimensions: 1, trials: 15, initial: 4, Forrester, Minimum);
        Assert.All(regrets, regret => Assert.InRange(regret, -1e-5, 0.02));
    }

    [Theory]
    [InlineData(Kernel.Matern52)]
    [InlineData(Kernel.Rbf)]
    public void It_finds_a_minimum_of_Branins_function_in_thirty_five_trials_and_beats_random_search(Kernel kernel)
    {
        const double Minimum = 0.39788736;
        const int Trials = 35;
        var regrets = Regrets(kernel, dimensions: 2, Trials, initial: 8, Branin, Minimum);
        Assert.All(regrets, regret => Assert.InRange(regret, -1e-6, 0.05));
        var random = Enumerable.Range(0, Seeds)
            .Select(seed => Best(new RandomPlan(new PointSequence(Sampling.Uniform, 2, seed), Trials, 1), Branin) - Minimum)
            .Order()
            .ToList();
        output.WriteLine(FormattableString.Invariant($"random: median regret {random[Seeds / 2]:G3}"));
        Assert.All(regrets, regret => Assert.True(regret < random[Seeds / 2]));
    }

    [Fact]
    public void Length_scales_of_their_own_pay_where_most_dimensions_do_not_matter()
    {
        var regrets = Regrets(Kernel.Matern52, dimensions: 6, trials: 40, initial: 10, point => Branin([point[1], point[4]]), 0.39788736, ard: true);
        Assert.InRange(regrets.Order().ElementAt(Seeds / 2), 0, 0.2);
    }

    [Fact]
    public void A_batch_keeps_its_distance_and_still_finds_the_minimum()
    {
        var trials = Plan(Kernel.Matern52, dimensions: 2, trials: 40, initial: 8, seed: 1, batch: 4).On(proposal => Branin(proposal.Point));
        Assert.Equal(40, trials.Count);
        Assert.InRange(trials.Min(trial => trial.Loss)!.Value - 0.39788736, 0, 0.1);
        var first = trials.Skip(8).Take(4).Select(trial => trial.Proposal.Point).ToList();
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.True(first[i].Zip(first[j], (a, b) => Math.Abs(a - b)).Max() > 1e-3, $"{i} and {j}");
            }
        }
    }

    [Fact]
    public void The_same_seed_proposes_the_same_points()
    {
        var first = Plan(Kernel.Matern52, 2, 14, 5, seed: 2).On(proposal => Branin(proposal.Point));
        var again = Plan(Kernel.Matern52, 2, 14, 5, seed: 2).On(proposal => Branin(proposal.Point));
        Assert.Equal(first.Select(trial => trial.Proposal.Point), again.Select(trial => trial.Proposal.Point));
        Assert.NotEqual(first[0].Proposal.Point, Plan(Kernel.Matern52, 2, 14, 5, seed: 3).On(proposal => Branin(proposal.Point))[0].Proposal.Point);
    }

    [Fact]
    public void Failed_trials_are_stayed_away_from()
    {
        // Where Branin's deepest third lies, everything fails.
        var trials = Plan(Kernel.Matern52, 2, 40, 8, seed: 4).On(proposal => proposal.Point[0] > 0.6 ? null : Branin(proposal.Point));
        Assert.True(trials.Skip(25).Count(trial => trial.Loss is null) <= 3);
        Assert.InRange(trials.Min(trial => trial.Loss)!.Value - 0.39788736, 0, 0.1);
    }

    [Fact]
    public void While_every_trial_fails_it_draws_on()
    {
        var trials = Plan(Kernel.Matern52, 2, 9, 3, seed: 5).On(_ => null);
        var points = new PointSequence(Sampling.Uniform, 2, 5);
        Assert.Equal(Enumerable.Range(0, 9).Select(points.At), trials.Select(trial => trial.Proposal.Point));
    }

    [Fact]
    public void Plans_that_propose_nothing_or_cannot_learn_are_refused()
    {
        Assert.Contains("InitialTrials is 5 of 5", Assert.Throws<HyperDslException>(() => Plan(Kernel.Rbf, 2, 5, 5, 0)).Message, StringComparison.Ordinal);
        var points = new PointSequence(Sampling.Uniform, 101, 0);
        var wide = new BayesianNumbers(101, 10, 5, 1, Kernel.Rbf, Ard: true, 1, 0);
        Assert.Contains("101 dimensions", Assert.Throws<HyperDslException>(() => new BayesianPlan(points, wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_thousands_of_dimensions_it_goes_on_below_its_draws()
    {
        const int Dimensions = 7_850;
        var trials = Plan(Kernel.Matern52, Dimensions, trials: 16, initial: 6, seed: 6).On(
            proposal => proposal.Point.Average(share => (share - 0.3) * (share - 0.3)));
        Assert.True(trials.Skip(6).Min(trial => trial.Loss) < 0.9 * trials.Take(6).Min(trial => trial.Loss));
    }

    private List<double> Regrets(
        Kernel kernel, int dimensions, int trials, int initial, Func<double[], double> function, double minimum, bool ard = false)
    {
        var regrets = Enumerable.Range(0, Seeds)
            .Select(seed => Best(Plan(kernel, dimensions, trials, initial, seed, ard: ard), function) - minimum)
            .ToList();
        output.WriteLine($"{kernel}: regrets {string.Join(", ", regrets.Select(regret => FormattableString.Invariant($"{regret:G3}")))}");
        return regrets;
    }

    private static BayesianPlan Plan(Kernel kernel, int dimensions, int trials, int initial, int seed, int batch = 1, bool ard = false) => new(
        new PointSequence(Sampling.Uniform, dimensions, seed),
        new BayesianNumbers(dimensions, trials, initial, batch, kernel, ard, Steps: 1, seed));

    private static double Best(ITrialPlan plan, Func<double[], double> function) => plan.On(proposal => function(proposal.Point)).Min(trial => trial.Loss)!.Value;

    private static double Forrester(double[] point) => Math.Pow((6 * point[0]) - 2, 2) * Math.Sin((12 * point[0]) - 4);

    private static double Branin(double[] point)
    {
        var (x, y) = ((15 * point[0]) - 5, 15 * point[1]);
        var bend = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (bend * bend) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }
}
