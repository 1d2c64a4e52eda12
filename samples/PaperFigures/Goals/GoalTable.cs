namespace PaperFigures.Goals;

/// <summary>
/// Everything that the figures must show, in one place: the bound on the full data, and the looser one on the quick digits.
/// Times are the processor's, which other work on the machine does not stretch; quick runs hold none of them.
/// </summary>
internal static class GoalTable
{
    /// <summary>The goals, by figure.</summary>
    public static IReadOnlyList<Goal> All { get; } =
    [
        new("2", "worst_relative_error", Side.AtMost, 0.05, 0.1),
        new("2", "minimum_distance", Side.AtMost, 0.4, 0.8),
        new("2", "processor_seconds_a_run", Side.AtMost, 60, null),

        new("3", "optimum_distance", Side.AtMost, 0.1, 0.2),

        new("4", "final_u_distance", Side.AtMost, 0.3, 0.5),
        new("4", "validation_loss_relative_error", Side.AtMost, 0.01, 0.02),
        new("4", "processor_seconds_a_run", Side.AtMost, 60, null),

        new("5-top", "best_family_exact_response_validation_loss", Side.AtMost, 0.3650, null) { OnlyFashion = true },
        new("5-top", "best_family_over_best_scalar", Side.AtMost, 1, 1),
        new("5-top", "best_family_weights_relative_error", Side.AtMost, 0.02, 0.1),
        new("5-top", "best_family_processor_seconds", Side.AtMost, 180, null),
        new("5-top", "share_ahead_of_unrolled", Side.AtLeast, 1, null),
        new("5-top", "best_algorithm_exact_response_validation_loss", Side.AtMost, 0.3550, null) { OnlyFashion = true },
        new("5-top", "best_algorithm_validation_loss", Side.AtMost, 0.3600, null) { OnlyFashion = true },
        new("5-top", "best_algorithm_over_best_scalar", Side.AtMost, 1, 1),
        new("5-top", "best_algorithm_processor_seconds", Side.AtMost, 60, null),

        new("5-bottom", "worst_over_grid", Side.AtMost, 1, 1.05),
        new("5-bottom", "worst_time_over_grid", Side.AtMost, 1, null),

        new("6", "worst_over_random_10", Side.AtMost, 1, 1.02),
        new("6", "worst_over_bayesian_10", Side.AtMost, 1, 1.02),
        new("6", "worst_over_random_7850", Side.AtMost, 1, 1.02),
        new("6", "worst_over_bayesian_7850", Side.AtMost, 1, 1.02),

        new("8", "unseen_pairs", Side.AtLeast, 2_000, 500),
        new("8", "absolute_mean_over_gaussian_process", Side.AtMost, 0.5, 5),
        new("8", "deviation_over_gaussian_process", Side.AtMost, 0.5, 2),
        new("8", "fixed_set_between", Side.AtLeast, 1, null),
        new("8", "predicted_best_over_best", Side.AtMost, 1.01, 1.03),
    ];
}
