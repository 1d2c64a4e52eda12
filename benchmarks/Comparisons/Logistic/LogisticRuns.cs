namespace Hyper.Comparisons;

/// <summary>The same numbers as the example's, where a method has them; and the validation losses of a run by outer step.</summary>
internal static class LogisticRuns
{
    /// <summary>Steps of training for an outer step.</summary>
    public const int Inner = 100;

    /// <summary>Steps that are gone back through, and of a solver.</summary>
    public const int Window = 10;

    /// <summary>Rate of the trainings.</summary>
    public const double Rate = 0.1;

    /// <summary>Rate of the logarithms of the penalties, by Adam.</summary>
    public const double HyperRate = 0.1;

    /// <summary>The settings of a run of outer steps, a report after each.</summary>
    /// <param name="own">The experiment's.</param>
    /// <param name="outerSteps">Outer steps whose loss is wanted after them.</param>
    /// <param name="stepsOfOne">Steps of the run for an outer step.</param>
    public static ExperimentSettings Settings(ExperimentSettings own, int outerSteps, int stepsOfOne) => own with
    {
        Steps = (outerSteps + 1) * stepsOfOne,
        ReportEvery = stepsOfOne,
        BatchSize = int.MaxValue,
        ValidationBatchSize = int.MaxValue,
        Threads = 1,
        HealthChecks = 0,
        Keep = Keep.Last,
    };

    /// <summary>The validation loss before each outer step, and after the last: an outer half-step takes it before it moves the penalties.</summary>
    public static double[] Losses(ITuningResult result, int stepsOfOne) =>
        [.. result.History.Where(entry => entry.Step % stepsOfOne == 0).Select(entry => entry.ValidationLoss)];
}
