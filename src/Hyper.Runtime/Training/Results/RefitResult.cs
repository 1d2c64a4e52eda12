using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Results;

/// <summary>The model to ship, trained at the tuned hyperparameters on training and validation rows, and what is known of how good they are; an experiment's own are called <c>TuneDigits.Refit</c>.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="Model">The model, trained on training and validation rows.</param>
/// <param name="Hyperparameters">The hyperparameters that it was trained at.</param>
/// <param name="RetrainedLoss">
/// The validation loss of an ordinary training at these hyperparameters that saw training rows alone: of its best step. What they are worth to somebody who trains anew.
/// </param>
/// <param name="RetrainedStep">The step of that training which was best on the validation rows.</param>
/// <param name="Steps">Steps that <paramref name="Model"/> was trained for.</param>
/// <param name="Elapsed">Time of both trainings.</param>
public record RefitResult<TTrained, THyperparameters>(
    TTrained Model, THyperparameters Hyperparameters, double RetrainedLoss, int RetrainedStep, int Steps, TimeSpan Elapsed) : IRefitResult
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    /// <summary>What has been found wrong with either training, a sentence each; empty where nothing has.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    TrainedModel IRefitResult.Model => Model;

    IReadOnlyList<double> IRefitResult.NaturalValues => HyperparameterSpace.NaturalOf(Hyperparameters);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
