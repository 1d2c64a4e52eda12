using Hyper.Runtime.Data;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Runs;

/// <summary>Runs an experiment whose types the caller does not know.</summary>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The experiment's numbers.</param>
/// <param name="progress">Receives reports; null for none.</param>
/// <param name="cancellation">Stops the run between two steps.</param>
public delegate Task<ITuningResult> ExperimentRunner(
    DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress, CancellationToken cancellation);

/// <summary>Runs such an experiment from other hyperparameters than the initial ones.</summary>
/// <param name="start">n natural values.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The experiment's numbers.</param>
/// <param name="progress">Receives reports; null for none.</param>
/// <param name="cancellation">Stops the run between two steps.</param>
public delegate Task<ITuningResult> StartedExperimentRunner(
    IReadOnlyList<double> start, DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress, CancellationToken cancellation);

/// <summary>Trains a model whose type the caller does not know at fixed hyperparameters, without a hypernetwork.</summary>
/// <param name="hyperparameters">n natural values.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The experiment's numbers.</param>
/// <param name="progress">Receives reports; null for none.</param>
/// <param name="cancellation">Stops the training between two steps.</param>
public delegate Task<ITrainingResult> TrainingRunner(
    IReadOnlyList<double> hyperparameters, DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress, CancellationToken cancellation);

/// <summary>Trains such a model to ship it, on training and validation rows.</summary>
/// <param name="hyperparameters">n natural values: those that a run has tuned.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The experiment's numbers.</param>
/// <param name="progress">Receives reports; null for none.</param>
/// <param name="cancellation">Stops between two steps.</param>
public delegate Task<IRefitResult> RefitRunner(
    IReadOnlyList<double> hyperparameters, DataSplits data, ExperimentSettings settings, IProgress<TuningProgress>? progress, CancellationToken cancellation);

/// <summary>Runs one trial of a search whose types the caller does not know.</summary>
/// <param name="specification">What to train.</param>
/// <param name="data">Training and validation rows.</param>
/// <param name="cancellation">Stops the trial between two steps.</param>
public delegate Task<TrialRecord> TrialRunner(TrialSpecification specification, DataSplits data, CancellationToken cancellation);
