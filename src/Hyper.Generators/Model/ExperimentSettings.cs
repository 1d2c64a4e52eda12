using Hyper.Dsl;

namespace Hyper.Generators.Model;

/// <summary>What an <see cref="ExperimentAttribute{TModel}"/> says.</summary>
/// <param name="Algorithm">Compiled in: it chooses the half-steps.</param>
/// <param name="Rows">Compiled in.</param>
/// <param name="Optimizer">Compiled in.</param>
/// <param name="HyperOptimizer">Compiled in.</param>
/// <param name="Numbers">The numbers that are given; the runtime has the same defaults for the others.</param>
/// <param name="Schedule">The schedule, where it is given.</param>
/// <param name="Solver">Compiled in.</param>
/// <param name="Preconditioner">Compiled in.</param>
/// <param name="WarmStart">Whether the solver starts from its last solution, where it is said.</param>
internal sealed record ExperimentSettings(
    Algorithm Algorithm,
    SampleRows Rows,
    OptimizerKind Optimizer,
    OptimizerKind HyperOptimizer,
    EquatableArray<GivenNumber> Numbers,
    LearningRateSchedule? Schedule,
    Solver Solver,
    Preconditioner Preconditioner,
    bool? WarmStart);
