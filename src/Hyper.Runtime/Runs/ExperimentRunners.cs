using Hyper.Runtime.Data;
using Hyper.Runtime.Hypergradients.Checks;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Runs;

/// <summary>Runs an experiment whose types the caller does not know.</summary>
/// <param name="request">What is asked of it.</param>
/// <exception cref="HyperDslException">The request has what the experiment cannot use, a value or setting is out of range, the device cannot be had, the data are unusable, or the run diverged.</exception>
public delegate Task<ITuningResult> ExperimentRunner(RunRequest request);

/// <summary>Runs an experiment, and compares its hypergradient with other witnesses.</summary>
/// <param name="data">Training and validation rows.</param>
/// <param name="settings">The experiment's numbers.</param>
/// <param name="options">What to look at; null for the defaults.</param>
/// <param name="cancellation">Stops between two steps.</param>
public delegate Task<HypergradientReport> CheckRunner(
    DataSplits data, ExperimentSettings settings, HypergradientCheckOptions? options, CancellationToken cancellation);

/// <summary>Loads a model with fixed weights.</summary>
/// <param name="stream">The content of a file that <see cref="TrainedModel.Save(string)"/> wrote; it stays open.</param>
/// <param name="device">Where the model computes; null for the host.</param>
/// <exception cref="HyperDslException">It cannot be read, is damaged, or is of another model; the message names the difference.</exception>
public delegate TrainedModel ModelLoader(Stream stream, Device? device);

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
