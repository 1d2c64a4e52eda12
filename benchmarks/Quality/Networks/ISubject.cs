namespace Hyper.Quality;

/// <summary>A model class and the experiments that tune it, for code that does not know its type.</summary>
internal interface ISubject
{
    /// <summary>The hyperparameters.</summary>
    HyperparameterSpace Space { get; }

    /// <summary>Runs an experiment.</summary>
    /// <param name="experiment">The name of the method that it is.</param>
    /// <param name="start">Natural values that a run starts from; null for the initial ones. A search has no start.</param>
    /// <param name="data">The rows.</param>
    /// <param name="numbers">Makes the cell's settings of the experiment's own.</param>
    Task<Outcome> RunAsync(string experiment, double[]? start, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers);

    /// <summary>An ordinary training at natural values.</summary>
    Task<Outcome> TrainAsync(
        double[] natural, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>Makes the model to ship at natural values.</summary>
    Task<Shipped> RefitAsync(double[] natural, DataSplits data, Func<ExperimentSettings, ExperimentSettings> numbers);
}
