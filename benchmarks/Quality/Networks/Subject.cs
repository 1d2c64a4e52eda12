using Hyper.Runtime.Runs;

namespace Hyper.Quality;

/// <summary>A model class and the experiments that tune it.</summary>
internal sealed class Subject
{
    private readonly Dictionary<string, ExperimentEntry> experiments;

    private Subject(Dictionary<string, ExperimentEntry> experiments) => this.experiments = experiments;

    /// <summary>The hyperparameters.</summary>
    public HyperparameterSpace Space => Own.Space;

    // Trainings and refits are the same for every experiment of a model.
    private ExperimentEntry Own => experiments[Method.Joint];

    /// <summary>The subject of a class, whose experiments are named after what they do: <c>TuneX</c>, <c>RandomX</c>.</summary>
    public static Subject Of<TModel>()
    {
        var all = ExperimentCatalog.All.Where(entry => entry.Model == typeof(TModel).FullName).ToDictionary(entry => entry.Name[(entry.Name.LastIndexOf('.') + 1)..]);
        return new(Method.Prefixes.Where(known => all.ContainsKey(known.Value + typeof(TModel).Name)).ToDictionary(known => known.Key, known => all[known.Value + typeof(TModel).Name]));
    }

    /// <summary>The experiment of a method.</summary>
    public ExperimentEntry Entry(string method) => experiments[method];

    /// <summary>Runs an experiment.</summary>
    /// <param name="experiment">The name of the method that it is.</param>
    /// <param name="start">Natural values that a run starts from; null for the initial ones. A search has no start.</param>
    /// <param name="data">The rows.</param>
    /// <param name="numbers">Makes the cell's settings of the experiment's own.</param>
    public async Task<Outcome> RunAsync(string experiment, double[]? start, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers)
    {
        using var result = await RunAsync(experiment, start, data, numbers(experiments[experiment].Settings));
        var steps = result is ISearchResult search ? search.Trials.Sum(Patience.StepsOf) : result.History[^1].Step;
        return new Outcome(
            [.. result.NaturalValues], result.OutOfFoldLoss ?? result.ValidationLoss, result.Model.ValidationLoss(data.Test!), steps, result.Ending, result.Warnings);
    }

    /// <summary>Runs an experiment from the initial values, and reads what it gives.</summary>
    /// <typeparam name="T">What is read of it.</typeparam>
    /// <param name="experiment">The name of the method that it is.</param>
    /// <param name="data">The rows.</param>
    /// <param name="numbers">Makes the cell's settings of the experiment's own.</param>
    /// <param name="read">Reads it.</param>
    public async Task<T> RunAsync<T>(string experiment, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers, Func<ITuningResult, T> read)
    {
        using var result = await RunAsync(experiment, null, data, numbers(experiments[experiment].Settings));
        return read(result);
    }

    /// <summary>An ordinary training at natural values.</summary>
    public async Task<Outcome> TrainAsync(
        double[] natural, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var result = await Own.TrainAtAsync(natural, data, numbers(Own.Settings), progress, cancellation);
        return new Outcome(natural, result.ValidationLoss, result.Model.ValidationLoss(data.Test!), result.History[^1].Step, result.Ending, result.Warnings);
    }

    /// <summary>Makes the model to ship at natural values.</summary>
    public async Task<Shipped> RefitAsync(double[] natural, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers)
    {
        using var result = await Own.RefitAsync(natural, data, numbers(Own.Settings), null, default);
        return new Shipped(result.RetrainedLoss, result.Model.ValidationLoss(data.Test!), result.Warnings);
    }

    private Task<ITuningResult> RunAsync(string experiment, double[]? start, DataSplits data, ExperimentSettings settings) =>
        experiments[experiment].RunAsync(new RunRequest(data, settings) { Start = start });
}
