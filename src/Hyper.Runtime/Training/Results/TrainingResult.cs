using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Results;

/// <summary>What an ordinary training gave; an experiment's own are called <c>TuneDigits.Training</c>.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="Model">The trained model.</param>
/// <param name="Hyperparameters">The hyperparameters it was trained at; of a training along a run, those at the end.</param>
/// <param name="ValidationLoss">Its validation loss over the whole validation split.</param>
/// <param name="History">Losses over the training; validation losses, over the whole validation split, with early stopping only.</param>
/// <param name="Elapsed">Time from the first step to the last.</param>
public record TrainingResult<TTrained, THyperparameters>(
    TTrained Model, THyperparameters Hyperparameters, double ValidationLoss, IReadOnlyList<HistoryEntry> History, TimeSpan Elapsed) : ITrainingResult
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    /// <summary>The step whose weights the model has: the last, or the one with the best validation loss over the whole split, where that is kept.</summary>
    public int BestStep { get; init; }

    /// <summary>The model's metrics over the whole validation split, by name; empty where it has none.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = TrainedModel.NoMetrics;

    /// <summary>Why the training ended where it did.</summary>
    public RunEnding Ending { get; init; }

    /// <summary>What has been found wrong with the training, a sentence each; empty where nothing has.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    TrainedModel ITrainingResult.Model => Model;

    IReadOnlyList<double> ITrainingResult.NaturalValues => HyperparameterSpace.NaturalOf(Hyperparameters);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
