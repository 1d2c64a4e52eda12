using Hyper.Dsl;
using Hyper.Runtime.Search.Points;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Plans;

/// <summary>What a search tries: in rounds, or by a plan that waits for nobody.</summary>
/// <param name="Rounds">The rounds; null where nobody is waited for.</param>
/// <param name="Asynchronous">The plan that waits for nobody; null where there are rounds.</param>
internal sealed record SearchPlan(ITrialPlan? Rounds, IAsynchronousPlan? Asynchronous)
{
    /// <summary>Trials of the whole search.</summary>
    public int Planned => Rounds?.Planned ?? Asynchronous!.Planned;

    /// <summary>The plan of a search.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="sampling">How points are drawn.</param>
    /// <param name="kernel">The kernel of a Gaussian process.</param>
    /// <param name="dimensions">Dimensions of the cube.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <exception cref="HyperDslException">There is no such plan with these numbers.</exception>
    public static SearchPlan Of(Algorithm algorithm, Sampling sampling, Kernel kernel, int dimensions, ExperimentSettings settings)
    {
        if (algorithm == Algorithm.Grid)
        {
            return InRounds(new GridPlan(dimensions, settings.GridPoints, settings.Steps));
        }

        var points = new PointSequence(sampling, dimensions, settings.Seed);
        return (algorithm, settings.Asynchronous) switch
        {
            (Algorithm.Random, _) => InRounds(new RandomPlan(points, settings.Trials, settings.Steps)),
            (Algorithm.Bayesian, false) => InRounds(new BayesianPlan(points, Numbers())),
            (Algorithm.Bayesian, true) => new SearchPlan(null, new AsynchronousBayesianPlan(points, Numbers())),
            (Algorithm.SuccessiveHalving, false) => InRounds(new HalvingPlan(points, [Brackets()[0]])),
            (Algorithm.SuccessiveHalving, true) => new SearchPlan(null, new AsynchronousHalvingPlan(points, Brackets()[0], settings.Reduction)),
            (Algorithm.Hyperband, _) => InRounds(new HalvingPlan(points, Brackets())),
            _ => throw new ArgumentException($"{algorithm} is no search.", nameof(algorithm)),
        };

        IReadOnlyList<Bracket> Brackets() =>
            Bracket.Hyperband(settings.Steps, ExperimentDefaults.LeastStepsOf(settings.LeastSteps, settings.Steps, settings.Reduction), settings.Reduction);

        BayesianNumbers Numbers() => new(
            dimensions, settings.Trials, ExperimentDefaults.InitialTrialsOf(settings.InitialTrials, settings.Trials), settings.TrialBatch, kernel, settings.Ard, settings.Steps, settings.Seed);
    }

    private static SearchPlan InRounds(ITrialPlan plan) => new(plan, null);
}
