namespace Hyper.Quality;

/// <summary>How every ordinary training of a method ends: it returns its best state, and ends where there is no better one for long.</summary>
internal static class Patience
{
    /// <summary>Looks at the validation rows without a better loss, about a hundred of them in a training.</summary>
    public const int Reports = 20;

    /// <summary>The settings of such a training.</summary>
    public static ExperimentSettings Of(ExperimentSettings settings) => settings with { EarlyStoppingPatience = Reports, Keep = Keep.Best };

    /// <summary>How many steps a trial took: its record says which of them was the best one.</summary>
    public static long StepsOf(TrialRecord trial)
    {
        var steps = trial.Specification.Settings.Steps;
        return trial.Status == TrialStatus.Failed ? trial.Steps : Math.Min(steps, trial.Steps + (Reports * (long)Math.Max(1, steps / 100)));
    }
}
