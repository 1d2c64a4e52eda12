using Hyper.Dsl;

namespace Hyper.Runtime.Search.Runs;

/// <summary>The numbers of a search of runs.</summary>
public sealed record RunSearchSettings
{
    /// <summary>How it searches: <see cref="Algorithm.SuccessiveHalving"/>, <see cref="Algorithm.Bayesian"/> or <see cref="Algorithm.Random"/>.</summary>
    public Algorithm Algorithm { get; init; } = Algorithm.SuccessiveHalving;

    /// <summary>Runs: of successive halving those that begin; at least 2.</summary>
    public int Runs { get; init; } = ExperimentDefaults.SearchRuns;

    /// <summary>η of successive halving: one run in so many goes on; at least 2.</summary>
    public int Reduction { get; init; } = ExperimentDefaults.RunReduction;

    /// <summary>How often successive halving leaves runs behind: at least 1.</summary>
    public int Halvings { get; init; } = ExperimentDefaults.Halvings;

    /// <summary>
    /// The share of its steps that a run has taken when successive halving leaves runs behind for the last time: above 0 and below 1. Each time before is η times as early.
    /// 0, the default, for where the runs draw their weights anew (<c>RestartAt</c>), and 0.3 where they do not.
    /// </summary>
    public double LastRung { get; init; }

    /// <summary>Runs of Bayesian optimization that are drawn before its Gaussian process proposes: from 1 to below <see cref="Runs"/>; 0 for 5, or half of the runs where that is less.</summary>
    public int InitialRuns { get; init; }

    /// <summary>How points are drawn.</summary>
    public Sampling Sampling { get; init; }

    /// <summary>The kernel of Bayesian optimization.</summary>
    public Kernel Kernel { get; init; }

    /// <summary>Runs side by side: at least 1. What comes out does not depend on it.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Seconds after which no run starts or goes on: 0, for no limit, or above.</summary>
    public double TimeLimit { get; init; }

    /// <summary>Seed of the points; that of the runs is a setting of theirs.</summary>
    public int Seed { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="HyperDslException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Require(Algorithm is Algorithm.SuccessiveHalving or Algorithm.Bayesian or Algorithm.Random, nameof(Algorithm), Algorithm, "SuccessiveHalving, Bayesian or Random");
        Require(Runs >= 2, nameof(Runs), Runs, "at least 2");
        Require(Reduction >= 2, nameof(Reduction), Reduction, "at least 2");
        Require(Halvings >= 1, nameof(Halvings), Halvings, "at least 1");
        Require(Algorithm != Algorithm.SuccessiveHalving || Math.Pow(Reduction, Halvings) <= Runs, nameof(Halvings), Halvings, $"so few that Reduction ({Reduction}) to that power is no more than Runs ({Runs}), and a run is left");
        Require(LastRung is >= 0 and < 1, nameof(LastRung), LastRung, "from 0 to below 1");
        Require(InitialRuns >= 0 && (InitialRuns == 0 || InitialRuns < Runs), nameof(InitialRuns), InitialRuns, $"from 0 to below Runs ({Runs})");
        Require(Parallelism >= 1, nameof(Parallelism), Parallelism, "at least 1");
        Require(double.IsFinite(TimeLimit) && TimeLimit >= 0, nameof(TimeLimit), TimeLimit, "a finite number, 0 or above");
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
        {
            throw new HyperDslException(FormattableString.Invariant($"{name} of a search of runs is {value}; it must be {expected}."));
        }
    }
}
