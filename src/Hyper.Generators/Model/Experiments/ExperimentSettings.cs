using Hyper.Dsl;

namespace Hyper.Generators.Model.Experiments;

/// <summary>What an <see cref="ExperimentAttribute{TModel}"/> says.</summary>
/// <param name="Algorithm">Compiled in: it chooses the half-steps.</param>
/// <param name="Rows">Compiled in.</param>
/// <param name="Optimizer">Compiled in.</param>
/// <param name="HyperOptimizer">Compiled in.</param>
/// <param name="Numbers">The numbers that are given, and those whose default is the algorithm's own; the runtime has the same defaults for the others.</param>
/// <param name="Flags">The settings that are on or off and that are given.</param>
/// <param name="Schedule">The schedule, where it is given.</param>
/// <param name="Solver">Compiled in.</param>
/// <param name="Preconditioner">Compiled in.</param>
internal sealed record ExperimentSettings(
    Algorithm Algorithm,
    SampleRows Rows,
    OptimizerKind Optimizer,
    OptimizerKind HyperOptimizer,
    EquatableArray<GivenNumber> Numbers,
    EquatableArray<GivenFlag> Flags,
    LearningRateSchedule? Schedule,
    Solver Solver,
    Preconditioner Preconditioner)
{
    /// <summary>Which state is the result, where it is given.</summary>
    public Keep? Keep { get; init; }

    /// <summary>The hyperparameters that stay where they are, where any are given.</summary>
    public string? Fixed { get; init; }

    /// <summary>Their names, one by one; empty where none are given.</summary>
    public IReadOnlyList<string> FixedNames => Fixed is null ? [] : [.. Fixed.Split(',').Select(name => name.Trim())];

    /// <summary>The metric that is watched, where one is given.</summary>
    public string? Watch { get; init; }

    /// <summary>How a search draws. Compiled in.</summary>
    public Sampling Sampling { get; init; }

    /// <summary>The kernel of Bayesian optimization. Compiled in.</summary>
    public Kernel Kernel { get; init; }

    /// <summary>Whether the algorithm searches by ordinary trainings, without a gradient of the hyperparameters.</summary>
    public bool IsSearch => Algorithm is Algorithm.Grid or Algorithm.Random or Algorithm.Bayesian or Algorithm.SuccessiveHalving or Algorithm.Hyperband;
}
