namespace Hyper.Quality;

/// <summary>A model class and the entry points of its experiments.</summary>
/// <typeparam name="TModel">The class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="own">The settings of <paramref name="train"/> and <paramref name="refit"/>, which are the same for every method.</param>
/// <param name="train">An ordinary training.</param>
/// <param name="refit">A refit.</param>
internal sealed class Subject<TModel, TTrained, THyperparameters>(
    ExperimentSettings own,
    Func<THyperparameters, DataSplits, ExperimentSettings, IProgress<TuningProgress>?, CancellationToken, Task<TrainingResult<TTrained, THyperparameters>>> train,
    Func<THyperparameters, DataSplits, ExperimentSettings, IProgress<TuningProgress>?, CancellationToken, Task<RefitResult<TTrained, THyperparameters>>> refit) : ISubject
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : class, IHyperparameters<THyperparameters>
{
    private readonly Dictionary<string, Func<double[]?, DataSplits, Func<ExperimentSettings, ExperimentSettings>, Task<Outcome>>> experiments = [];

    public HyperparameterSpace Space => THyperparameters.Space;

    /// <summary>Adds an experiment that tunes in one run.</summary>
    public Subject<TModel, TTrained, THyperparameters> With(
        string name,
        ExperimentSettings settings,
        Func<DataSplits, ExperimentSettings, IProgress<TuningProgress>?, CancellationToken, Task<TuningResult<TModel, TTrained, THyperparameters>>> run,
        Func<THyperparameters, DataSplits, ExperimentSettings, IProgress<TuningProgress>?, CancellationToken, Task<TuningResult<TModel, TTrained, THyperparameters>>> runFrom)
    {
        experiments.Add(name, async (start, data, numbers) =>
        {
            using var result = await (start is null ? run(data, numbers(settings), null, default) : runFrom(THyperparameters.FromNatural(start), data, numbers(settings), null, default));
            var loss = result.OutOfFoldLoss ?? result.ValidationLoss;
            return new Outcome(
                [.. ((ITuningResult)result).NaturalValues], loss, result.Model.ValidationLoss(data.Test!), result.History[^1].Step, result.Ending, result.Warnings);
        });
        return this;
    }

    /// <summary>Adds a search.</summary>
    public Subject<TModel, TTrained, THyperparameters> With(
        string name, ExperimentSettings settings, Func<DataSplits, ExperimentSettings, IProgress<TuningProgress>?, CancellationToken, Task<SearchResult<TTrained, THyperparameters>>> run)
    {
        experiments.Add(name, async (_, data, numbers) =>
        {
            using var result = await run(data, numbers(settings), null, default);
            return new Outcome(
                [.. ((ITuningResult)result).NaturalValues],
                result.ValidationLoss,
                result.Model.ValidationLoss(data.Test!),
                result.Trials.Sum(Patience.StepsOf),
                result.Ending,
                result.Warnings);
        });
        return this;
    }

    public Task<Outcome> RunAsync(string experiment, double[]? start, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers) =>
        experiments[experiment](start, data, numbers);

    public async Task<Outcome> TrainAsync(
        double[] natural, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers, IProgress<TuningProgress>? progress, CancellationToken cancellation)
    {
        using var result = await train(THyperparameters.FromNatural(natural), data, numbers(own), progress, cancellation);
        return new Outcome(natural, result.ValidationLoss, result.Model.ValidationLoss(data.Test!), result.History[^1].Step, result.Ending, result.Warnings);
    }

    public async Task<Shipped> RefitAsync(double[] natural, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers)
    {
        using var result = await refit(THyperparameters.FromNatural(natural), data, numbers(own), null, default);
        return new Shipped(result.RetrainedLoss, result.Model.ValidationLoss(data.Test!), result.Warnings);
    }
}
