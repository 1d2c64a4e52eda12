using Comparing;

namespace PaperFigures.Figures;

/// <summary>What a search by full trainings came to.</summary>
/// <param name="ValidationLoss">The best trial's.</param>
/// <param name="TestLoss">Its loss over the test split.</param>
/// <param name="Unconstrained">The coordinate of its first hyperparameter.</param>
/// <param name="Trials">Trials that ended.</param>
/// <param name="Seconds">Time by the wall.</param>
/// <param name="ProcessorSeconds">Time by the processor.</param>
/// <param name="Best">The lowest loss over seconds.</param>
/// <param name="Losses">Each trial's first coordinate and loss, in their order.</param>
internal sealed record SearchRun(
    double ValidationLoss,
    double TestLoss,
    double Unconstrained,
    int Trials,
    double Seconds,
    double ProcessorSeconds,
    IReadOnlyList<SearchPoint> Best,
    IReadOnlyList<(double Unconstrained, double Loss)> Losses);

/// <summary>An experiment that searches by full trainings.</summary>
/// <param name="Settings">Its numbers.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record Searcher(ExperimentSettings Settings, Func<DataSplits, ExperimentSettings, CancellationToken, Task<SearchRun>> RunAsync)
{
    /// <summary>A search.</summary>
    public static Searcher Of<TResult>(ExperimentSettings settings, Tune<TResult> run)
        where TResult : ISearchResult => new(settings, async (data, numbers, cancellation) =>
    {
        var clock = new ProcessorClock();
        using TResult result = await run(data, numbers, null, cancellation);
        (double seconds, double processor) = (clock.Seconds, clock.ProcessorSeconds);
        (double, double)[] losses =
        [
            .. from trial in result.Trials
               let loss = trial.ValidationLoss
               where loss is not null
               select (FirstOf(trial), loss.Value),
        ];
        return new SearchRun(
            result.ValidationLoss, result.Model.ValidationLoss(data.Test!), FirstOf(result.Best), losses.Length, seconds, processor, result.BestOverSeconds, losses);

        static double FirstOf(TrialRecord trial) => Math.Log(trial.Specification.Hyperparameters.Values.First()[0]);
    });
}
