using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Host;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;
using Hyper.Runtime.Training.Verification;

namespace Hyper.Runtime.Training.Ordinary;

/// <summary>
/// An ordinary training of the elementary weights without a hypernetwork: at fixed hyperparameters, the inner problem of
/// cross-validation, or along the way that a run's hyperparameters went.
/// </summary>
public static class OrdinaryTraining
{
    /// <summary>Trains from the standard initialisation at fixed hyperparameters, on a thread of its own.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="settings">The experiment's numbers: steps, batch size, learning rate, schedule, seed, device.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="progress">Receives reports, on the training's thread; null for none.</param>
    /// <param name="cancellation">Stops the training between two steps.</param>
    /// <exception cref="HyperDslException">A value or setting is out of range, the device cannot be had, or the data are unusable.</exception>
    /// <exception cref="DivergedException">The loss stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static Task<TrainingResult<TTrained, THyperparameters>> RunAsync<TModel, TTrained, THyperparameters>(
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
            splits,
            (rows, stop) => Run<TModel, TTrained, THyperparameters>(
                hyperparameters, TrainingSchedule.Fixed(hyperparameters), rows, settings, optimizer, progress, stop),
            cancellation);
    }

    /// <summary>
    /// Trains from the standard initialisation, on a thread of its own, with the hyperparameters that a run had at the same
    /// share of its steps.
    /// </summary>
    /// <param name="trajectory">The way that the run's hyperparameters went.</param>
    /// <param name="splits">Training and validation rows.</param>
    /// <param name="settings">The experiment's numbers: steps, batch size, learning rate, schedule, seed, device.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="progress">Receives reports, on the training's thread; null for none.</param>
    /// <param name="cancellation">Stops the training between two steps.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the trajectory is another model's, the device cannot be had, or the data are unusable.</exception>
    /// <exception cref="DivergedException">The loss stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static Task<TrainingResult<TTrained, THyperparameters>> RunAlongAsync<TModel, TTrained, THyperparameters>(
        Trajectory trajectory,
        DataSplits splits,
        ExperimentSettings settings,
        OptimizerKind optimizer,
        IProgress<TuningProgress>? progress,
        CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        ArgumentNullException.ThrowIfNull(settings);
        return RunThread.Start(
            splits,
            (rows, stop) => Run<TModel, TTrained, THyperparameters>(
                default, TrainingSchedule.Along<THyperparameters>(trajectory), rows, settings, optimizer, progress, stop),
            cancellation);
    }

    /// <summary>The same on the thread of a run.</summary>
    internal static TrainingResult<TTrained, THyperparameters> Run<TModel, TTrained, THyperparameters>(
        THyperparameters? given, TrainingSchedule schedule, DataSplits splits, ExperimentSettings settings, OptimizerKind kind, IProgress<TuningProgress>? progress, CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        settings.Validate();
        THyperparameters.Space.RequireExamples(splits.Training.Count);
        var place = RunPlace.Of(settings);
        using var noise = new Generator((ulong)settings.Seed, torch.CPU);
        using var data = RunData.Of(splits, place);
        using var rows = new Minibatches(data.Training, settings.BatchSize, 1, noise, place.Type, balanced: settings.BalanceClasses);
        using var threads = ThreadBudget.Enter(settings, ThreadBudget.WorkOf(TModel.Weights, rows.Rows, data.Training.Layout));
        using var scope = torch.NewDisposeScope();
        var u = HostValues.Row(schedule.At(0, settings.Steps), place.Type, place.Device);
        var loss = torch.zeros([], dtype: place.Type, device: place.Device);
        var model = ModelCreation.ForRun<TModel, TTrained, THyperparameters>(settings.Seed, place.Device);
        model.Context.Noise = noise;
        model.Context.UsesAutograd = settings.UsesAutograd;
        model.Context.State.EvaluationRows = rows.Rows;
        var look = SecondLook.OfTraining(model, settings);
        var weights = new ElementaryWeights(TModel.Weights, 1, place.Type, place.Device);
        try
        {
            ResponseInitialization.Standard(weights.Values, TModel.Weights, noise);
            FirstLook.Require(model, weights, u, ("the training split", data.Training), ("the validation split", data.Validation));
            var rule = UpdateRule.Of(THyperparameters.Space, settings);

            // An optimizer keeps what its momentum needs from the first step on.
            var moved = settings with { Momentum = Numbers(0).Momentum };
            using var shared = SharedTraining.Of(model.Context.State, kind, moved, place);
            using var optimizer = FlatOptimizer.Create(kind, weights.Values, weights.Gradient, moved);
            using var stopping = EarlyStopping.OfTraining(settings, State, ((IHyperModel)model).Metrics);
            var clock = new RunClock(settings, settings.Steps, progress);
            SplitReading? evaluated = null;
            clock.Run(
                new RunCourse
                {
                    Step = Step,
                    Losses = Losses,
                    FirstLoss = () => HostValues.Read(loss)[0],
                    Natural = () => THyperparameters.Space.ToNatural(HostValues.Read(u)),
                    Space = THyperparameters.Space,
                    LikelyCause = () => FormattableString.Invariant($"The weights have probably run away: lower {rule.RateName} ({rule.At(rule.Read(u)).Rate}), or scale the inputs."),
                    Warnings = Found,
                    Evaluate = (step, _) => Note(step),
                    IsDone = () => stopping?.IsOver == true,
                    Recover = () => stopping?.HasBest == true,
                },
                cancellation);
            var isBest = stopping?.Restore() == true;

            model.Context.Noise = null;
            var final = schedule.Final;
            var trained = TModel.CreateTrained(model, weights, final);
            var reading = trained.Read(data.Validation);
            return new TrainingResult<TTrained, THyperparameters>(
                trained,
                given ?? THyperparameters.FromNatural(THyperparameters.Space.ToNatural(final)),
                reading.Loss,
                clock.History,
                clock.Elapsed)
            {
                BestStep = isBest ? stopping!.BestStep : clock.Done,
                Ending = clock.Ending,
                Metrics = reading.Metrics ?? TrainedModel.NoMetrics,
                Warnings = [.. Found(), .. clock.Warnings],
            };

            IReadOnlyList<Tensor> State() => [weights.Values, .. model.Context.State.Tensors.Select(entry => entry.Value)];

            (double Training, double? Validation) Losses()
            {
                var training = HostValues.Read(loss)[0];
                if (stopping is null)
                {
                    return (training, null);
                }

                evaluated = SplitEvaluation.Read(model, weights, u, data.Validation);
                return (training, evaluated.Loss);
            }

            IReadOnlyList<string> Found() => [.. look.Warnings, .. stopping?.Warnings ?? []];

            SplitReading? Note(int step)
            {
                if (evaluated is { } reading)
                {
                    stopping?.Note(step, reading);
                }

                return evaluated;
            }

            void Step(int step)
            {
                if (schedule.Moves)
                {
                    u.copy_(HostValues.Row(schedule.At(step, settings.Steps), place.Type, place.Device));
                }

                shared?.Begin();
                var batchLoss = look.Training(weights, u, rows.Next());
                GradientNorm.Limit(weights.Gradient, settings.MaxGradientNorm);
                var numbers = Numbers(step);
                optimizer.Step(numbers);
                shared?.Step(numbers);
                loss.copy_(batchLoss.detach());
            }

            UpdateNumbers Numbers(int step) => rule.At(schedule.At(step, settings.Steps), settings.RateFactor(step, settings.Steps));
        }
        catch
        {
            weights.Dispose();
            model.Context.Dispose();
            throw;
        }
    }
}
