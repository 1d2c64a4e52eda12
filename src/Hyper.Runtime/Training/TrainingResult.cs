namespace Hyper.Runtime.Training;

/// <summary>What an ordinary training at fixed hyperparameters gave.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <param name="Model">The trained model.</param>
/// <param name="Hyperparameters">The hyperparameters it was trained at.</param>
/// <param name="ValidationLoss">Its validation loss over the whole validation split.</param>
/// <param name="History">Losses over the training.</param>
/// <param name="Elapsed">Time from the first step to the last.</param>
public sealed record TrainingResult<TTrained, THyperparameters>(
    TTrained Model, THyperparameters Hyperparameters, double ValidationLoss, IReadOnlyList<HistoryEntry> History, TimeSpan Elapsed) : IDisposable
    where TTrained : TrainedModel
{
    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
