using Hyper.Runtime.Runs;

namespace Quickstart;

/// <summary>What one run or one training came to.</summary>
/// <param name="Model">The model it ended with; it belongs to <paramref name="Owner"/>.</param>
/// <param name="Hyperparameters">The hyperparameters it ended with, in brief.</param>
/// <param name="ValidationLoss">The model's loss over the whole validation split.</param>
/// <param name="Owner">The result whose tensors these are.</param>
internal sealed record Finding(
    TrainedModel Model, IReadOnlyList<ComparisonValue> Hyperparameters, double ValidationLoss, IDisposable Owner) : IDisposable
{
    public static Finding Of(ITuningResult result) => new(
        result.Model, ComparisonValue.Of(result.Space, [.. result.NaturalValues]), result.ValidationLoss, result);

    public static Finding Of<TTrained, THyperparameters>(TrainingResult<TTrained, THyperparameters> result)
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => new(
        result.Model, ComparisonValue.Of(result.Hyperparameters), result.ValidationLoss, result);

    public void Dispose() => Owner.Dispose();
}
