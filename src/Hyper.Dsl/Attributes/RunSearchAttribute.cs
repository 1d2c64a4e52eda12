namespace Hyper.Dsl;

/// <summary>
/// Makes a static partial class a search over what a tuned run cannot differentiate: its rates, its scales, its batches, and which experiment
/// it is. Each trial is a run, which goes on from its checkpoint where it is worth it. What is varied stands in <see cref="VaryAttribute"/> and
/// <see cref="VaryAmongAttribute"/>.
/// </summary>
/// <param name="experiments">The experiments to choose among: one, or several of one project, with as many steps each.</param>
/// <example>
/// <code>
/// [Experiment&lt;Digits&gt;]
/// public static partial class TuneDigits;
///
/// [RunSearch(typeof(TuneDigits), Runs = 8)]
/// [Vary(RunSetting.LearningRate, 1e-4, 1e-2, Scale = Scale.Log)]
/// [VaryAmong(RunSetting.BatchSize, 50, 100, 200)]
/// public static partial class ChooseRun;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RunSearchAttribute(params Type[] experiments) : Attribute
{
    /// <summary>The experiments to choose among.</summary>
    public IReadOnlyList<Type> Experiments { get; } = experiments;

    /// <summary>How it searches: <see cref="Algorithm.SuccessiveHalving"/>, the default, <see cref="Algorithm.Bayesian"/> or <see cref="Algorithm.Random"/>.</summary>
    public Algorithm Algorithm { get; set; } = Algorithm.SuccessiveHalving;

    /// <summary>Runs: of successive halving those that begin; at least 2. 8 by default.</summary>
    public int Runs { get; set; } = ExperimentDefaults.SearchRuns;

    /// <summary>η of successive halving: one run in so many goes on; at least 2. 2 by default.</summary>
    public int Reduction { get; set; } = ExperimentDefaults.RunReduction;

    /// <summary>How often successive halving leaves runs behind: at least 1, and so few that a run is left. 2 by default.</summary>
    public int Halvings { get; set; } = ExperimentDefaults.Halvings;

    /// <summary>
    /// The share of its steps that a run has taken when successive halving leaves runs behind for the last time: from 0 to below 1; 0, the default, for where
    /// runs draw their weights anew.
    /// </summary>
    public double LastRung { get; set; }

    /// <summary>Runs of Bayesian optimization that are drawn before its Gaussian process proposes: below <see cref="Runs"/>; 0, the default, chooses.</summary>
    public int InitialRuns { get; set; }

    /// <summary>How points are drawn. <see cref="Sampling.Uniform"/> by default.</summary>
    public Sampling Sampling { get; set; }

    /// <summary>The kernel of Bayesian optimization. <see cref="Kernel.Matern52"/> by default.</summary>
    public Kernel Kernel { get; set; }

    /// <summary>Seed of the points; that of the runs is a setting of their experiments. 0 by default.</summary>
    public int Seed { get; set; }
}
