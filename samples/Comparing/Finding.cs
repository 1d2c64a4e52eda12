using Hyper.Runtime.Runs;

namespace Comparing;

/// <summary>What one run or one training came to.</summary>
/// <param name="Model">The model it ended with; it belongs to <paramref name="Owner"/>.</param>
/// <param name="Space">The hyperparameter space.</param>
/// <param name="NaturalValues">The hyperparameters it ended with: n natural values in the order of the space.</param>
/// <param name="ValidationLoss">The model's loss over the whole validation split.</param>
/// <param name="Owner">The result whose tensors these are.</param>
public sealed record Finding(
    TrainedModel Model, HyperparameterSpace Space, IReadOnlyList<double> NaturalValues, double ValidationLoss, IDisposable Owner) : IDisposable
{
    /// <summary>What is wrong with it, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The hyperparameters it ended with, in brief.</summary>
    public IReadOnlyList<ComparisonValue> Hyperparameters => ComparisonValue.Of(Space, [.. NaturalValues]);

    /// <summary>What a tuned run came to.</summary>
    /// <param name="result">The run's result, which the finding owns.</param>
    public static Finding Of(ITuningResult result) =>
        new(result.Model, result.Space, result.NaturalValues, result.ValidationLoss, result) { Warnings = result.Warnings };

    /// <summary>What an ordinary training came to.</summary>
    /// <param name="result">The training's result, which the finding owns.</param>
    /// <param name="space">The hyperparameter space of its model.</param>
    public static Finding Of(ITrainingResult result, HyperparameterSpace space) =>
        new(result.Model, space, result.NaturalValues, result.ValidationLoss, result) { Warnings = result.Warnings };

    /// <summary>What a refit came to: its validation loss is that of the training which saw training rows alone.</summary>
    /// <param name="result">The refit's result, which the finding owns.</param>
    /// <param name="space">The hyperparameter space of its model.</param>
    public static Finding Of(IRefitResult result, HyperparameterSpace space) =>
        new(result.Model, space, result.NaturalValues, result.RetrainedLoss, result) { Warnings = result.Warnings };

    /// <inheritdoc/>
    public void Dispose() => Owner.Dispose();
}
