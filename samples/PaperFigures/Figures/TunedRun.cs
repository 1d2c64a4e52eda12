namespace PaperFigures.Figures;

/// <summary>What one tuned run came to, in numbers.</summary>
/// <param name="Unconstrained">û at the end.</param>
/// <param name="Weights">The weights in hand at the end.</param>
/// <param name="ValidationLoss">Theirs, over the whole validation split.</param>
/// <param name="TestLoss">Theirs, over the test split.</param>
/// <param name="Seconds">Time by the wall.</param>
/// <param name="ProcessorSeconds">Time by the processor.</param>
/// <param name="History">Losses of the steps' minibatches.</param>
/// <param name="Way">û over the run.</param>
internal sealed record TunedRun(
    double[] Unconstrained,
    double[] Weights,
    double ValidationLoss,
    double TestLoss,
    double Seconds,
    double ProcessorSeconds,
    IReadOnlyList<HistoryEntry> History,
    Trajectory Way)
{
    /// <summary>The numbers of a result, which may be disposed of afterwards.</summary>
    public static TunedRun Of<TModel, TTrained, THyperparameters>(
        TuningResult<TModel, TTrained, THyperparameters> result, DataSplits data, double processorSeconds)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => new(
        [.. result.Response.Current],
        Flat.Of(result.Model),
        result.ValidationLoss,
        data.Test is { } test ? result.Model.ValidationLoss(test) : double.NaN,
        result.Elapsed.TotalSeconds,
        processorSeconds,
        result.History,
        result.Trajectory);

    /// <summary>The mean validation loss of the minibatches that are reported nearest to a share of the run.</summary>
    public double Smoothed(double share) => History
        .Where(entry => double.IsFinite(entry.ValidationLoss))
        .OrderBy(entry => Math.Abs((entry.Seconds / Seconds) - share))
        .Take(9)
        .Average(entry => entry.ValidationLoss);
}
