using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Ordinary;

/// <summary>
/// Makes the model to ship: two ordinary trainings at tuned hyperparameters, one on the training rows, which says how many steps are
/// best, and one on training and validation rows together, for as many steps and more in proportion to the rows.
/// </summary>
public static class Refitting
{
    // A training whose last step is about as good as its best wants all its steps; where it is worse by more than this, it overfits.
    private const double Overfit = 1.05;

    /// <summary>Trains the model to ship, on a thread of its own.</summary>
    /// <param name="hyperparameters">Natural values: those that a run has tuned.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="settings">The experiment's numbers: steps, batch size, learning rate, schedule, seed, device.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="progress">Receives reports of both trainings, on their thread; null for none.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="HyperDslException">A value or setting is out of range, the device cannot be had, or the data are unusable.</exception>
    /// <exception cref="DivergedException">The loss stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<RefitResult<TTrained, THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
        THyperparameters hyperparameters,
        DataSplits splits,
        ExperimentSettings settings,
        OptimizerKind optimizer,
        IProgress<TuningProgress>? progress,
        CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(settings);
        return RunThread.Start(
            splits, (rows, stop) => Run<TModel, TTrained, THyperparameters>(hyperparameters, rows, settings, optimizer, progress, stop), cancellation);
    }

    /// <summary>Refuses a space that cannot be refitted; before the run whose end that would be.</summary>
    internal static void Require(HyperparameterSpace space)
    {
        if (space.Hyperparameters.FirstOrDefault(info => info.IsPerExample) is { } each)
        {
            throw new HyperDslException(
                $"{each.Name} has a value for each training row, and the validation rows have none: there is nothing to train on both. Ship the run's own model, or one of TrainAtAsync.");
        }
    }

    /// <summary>The same on the thread of a run.</summary>
    internal static RefitResult<TTrained, THyperparameters> Run<TModel, TTrained, THyperparameters>(
        THyperparameters hyperparameters, DataSplits splits, ExperimentSettings settings, OptimizerKind optimizer, IProgress<TuningProgress>? progress, CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        Require(THyperparameters.Space);
        var plain = settings with { WarmupSteps = 0, EarlyStoppingPatience = 0, TimeLimit = 0 };
        var (retrainedLoss, lastLoss, best, elapsed, warnings) = Retrain();
        var rowsRatio = (double)(splits.Training.Count + splits.Validation.Count) / splits.Training.Count;

        // As often through all rows as was best on the training rows.
        var steps = (int)Math.Clamp(Math.Round((lastLoss > retrainedLoss * Overfit ? best : settings.Steps) * rowsRatio), 1, int.MaxValue);
        using var rows = new DataSplits(Dataset.Concat(splits.Training, splits.Validation), splits.Validation.Share());
        var final = OrdinaryTraining.Run<TModel, TTrained, THyperparameters>(
            hyperparameters, TrainingSchedule.Fixed(hyperparameters), rows, plain with { Keep = Keep.Last, Steps = steps }, optimizer, progress, cancellation);
        return new RefitResult<TTrained, THyperparameters>(final.Model, hyperparameters, retrainedLoss, best, steps, elapsed + final.Elapsed)
        {
            Warnings = [.. warnings, .. final.Warnings.Except(warnings, StringComparer.Ordinal)],
        };

        (double BestLoss, double LastLoss, int BestStep, TimeSpan Elapsed, IReadOnlyList<string> Warnings) Retrain()
        {
            using var retrained = OrdinaryTraining.Run<TModel, TTrained, THyperparameters>(
                hyperparameters, TrainingSchedule.Fixed(hyperparameters), splits, plain with { Keep = Keep.Best }, optimizer, progress, cancellation);
            return (retrained.ValidationLoss, retrained.History[^1].SplitLoss!.Value, retrained.BestStep, retrained.Elapsed, retrained.Warnings);
        }
    }
}
