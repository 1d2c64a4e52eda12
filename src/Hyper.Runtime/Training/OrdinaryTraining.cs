using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training;

/// <summary>
/// An ordinary training of the elementary weights at fixed hyperparameters, without a hypernetwork: the inner problem
/// of cross-validation.
/// </summary>
public static class OrdinaryTraining
{
    /// <summary>Trains from the standard initialisation, on a thread of its own.</summary>
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
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(settings);
        return RunThread.Start(() => Run<TModel, TTrained, THyperparameters>(hyperparameters, splits, settings, optimizer, progress, cancellation), cancellation);
    }

    private static TrainingResult<TTrained, THyperparameters> Run<TModel, TTrained, THyperparameters>(
        THyperparameters hyperparameters, DataSplits splits, ExperimentSettings settings, OptimizerKind kind, IProgress<TuningProgress>? progress, CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        settings.Validate();
        var place = RunPlace.Of(settings);
        var natural = new double[THyperparameters.Space.Count];
        hyperparameters.CopyTo(natural);
        var unconstrained = THyperparameters.Space.ToUnconstrained(natural);

        using var noise = new Generator((ulong)settings.Seed, place.Device);
        using var data = RunData.Of(splits, place);
        using var rows = new Minibatches(data.Training, settings.BatchSize, 1, noise);
        using var threads = ThreadBudget.Enter(settings, ThreadBudget.WorkOf(TModel.Weights, rows.Rows, data.Training.Inputs));
        using var scope = torch.NewDisposeScope();
        var u = HostValues.Row(unconstrained, place.Type, place.Device);
        var loss = torch.zeros([], dtype: place.Type, device: place.Device);
        var model = ModelCreation.ForRun<TModel, TTrained, THyperparameters>(settings.Seed, place.Device);
        model.Context.Noise = noise;
        var weights = new ElementaryWeights(TModel.Weights, 1, place.Type, place.Device);
        try
        {
            ResponseInitialization.Standard(weights.Values, TModel.Weights, noise);
            using var shared = SharedTraining.Of(model.Context.State, kind, settings, place);
            using var optimizer = FlatOptimizer.Create(kind, weights.Values, weights.Gradient, settings);
            var clock = new RunClock(settings, progress);
            clock.Run(Step, () => (HostValues.Read(loss)[0], null), () => natural, THyperparameters.Space, cancellation);

            model.Context.Noise = null;
            var trained = TModel.CreateTrained(model, weights, unconstrained);
            return new TrainingResult<TTrained, THyperparameters>(
                trained, hyperparameters, trained.ValidationLoss(data.Validation), clock.History, clock.Elapsed);

            void Step(int step)
            {
                var batch = rows.Next();
                model.Context.Begin(weights, u, batch.Rows, training: true, batch.Examples);
                var batchLoss = model.TrainingLoss(model.Forward(batch.Inputs), batch.Targets);
                shared?.Begin();
                model.Context.Backward(batchLoss);
                optimizer.Step(settings.LearningRate * settings.RateFactor(step));
                shared?.Step(settings.LearningRate * settings.RateFactor(step));
                loss.copy_(batchLoss.detach());
            }
        }
        catch
        {
            weights.Dispose();
            model.Context.Dispose();
            throw;
        }
    }
}
