using System.Diagnostics;
using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Host;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Ordinary;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search.Trials;

/// <summary>Runs one trial: an ordinary training, and a record of it.</summary>
internal static class Trial
{
    /// <summary>Trains as a specification says.</summary>
    /// <param name="specification">What to train.</param>
    /// <param name="splits">Training and validation rows, and test rows where the settings ask for their loss.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="keep">Takes the training's result over; null to dispose of it.</param>
    /// <param name="cancellation">Stops the trial between two steps.</param>
    /// <returns>The record: of a failed trial too, so that a search goes on.</returns>
    /// <exception cref="NoRoomException">Memory did not suffice.</exception>
    /// <exception cref="HyperDslException">The specification, a setting or the data are unusable: no other trial would do better.</exception>
    public static async Task<TrialRecord> RunAsync<TModel, TTrained, THyperparameters>(
        TrialSpecification specification,
        DataSplits splits,
        OptimizerKind optimizer,
        Action<TrainingResult<TTrained, THyperparameters>>? keep,
        CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var hyperparameters = THyperparameters.FromNatural(specification.NaturalValues(THyperparameters.Space));
        var watch = Stopwatch.StartNew();
        TrainingResult<TTrained, THyperparameters> result;
        try
        {
            result = await OrdinaryTraining.RunAsync<TModel, TTrained, THyperparameters>(
                hyperparameters, splits, specification.Settings, optimizer, progress: null, cancellation).ConfigureAwait(false);
        }
        catch (DivergedException diverged)
        {
            return Failed(diverged.Step, diverged.Message);
        }
        catch (Exception failure) when (MemoryShortage.Is(failure))
        {
            throw new NoRoomException(Failed(0, $"Memory does not suffice: {failure.Message}"), failure);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or HyperDslException))
        {
            // The model's own code, at these hyperparameters: at others it may well go on.
            return Failed(0, $"{failure.GetType().Name}: {failure.Message}");
        }

        var seconds = watch.Elapsed.TotalSeconds;
        try
        {
            return double.IsFinite(result.ValidationLoss)
                ? new TrialRecord
                {
                    Specification = specification,
                    Status = TrialStatus.Completed,
                    ValidationLoss = result.ValidationLoss,
                    TrainingLoss = result.History[^1].TrainingLoss,
                    TestLoss = specification.Settings.MeasureTest && splits.Test is { } test ? result.Model.ValidationLoss(test) : null,
                    Steps = result.BestStep,
                    Seconds = seconds,
                }
                : Failed(result.BestStep, FormattableString.Invariant($"The validation loss of the trained model is {result.ValidationLoss}."));
        }
        finally
        {
            (keep ?? (kept => kept.Dispose()))(result);
        }

        TrialRecord Failed(int steps, string why) => new()
        {
            Specification = specification,
            Status = TrialStatus.Failed,
            Steps = steps,
            Seconds = watch.Elapsed.TotalSeconds,
            Failure = why,
        };
    }
}
