using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training;

/// <summary>
/// What the compiled step of an experiment works with: data, weights, hyperparameters, optimizers and noise. The
/// compiler writes the two half-steps.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
public abstract class TuningRun<TModel, TTrained, THyperparameters, TResponse> : IDisposable
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
    where TResponse : class, IResponse
{
    private readonly RunData data;
    private readonly FlatOptimizer responseOptimizer;
    private readonly FlatOptimizer hyperOptimizer;
    private Tensor? trainingLoss;
    private Tensor? validationLoss;
    private double rateFactor = 1;
    private bool handedOver;

    /// <summary>Allocates everything that the steps need.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="samples">S, hyperparameter samples a step.</param>
    /// <param name="rows">Whether rows are divided among the samples or repeated for each.</param>
    /// <param name="optimizer">The rule that moves the hypernetwork's parameters.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    protected TuningRun(DataSplits splits, ExperimentSettings settings, int samples, SampleRows rows, OptimizerKind optimizer, OptimizerKind hyperRule)
    {
        settings.Validate();
        var place = RunPlace.Of(settings);
        Settings = settings;
        Noise = new Generator((ulong)settings.Seed, place.Device);
        data = RunData.Of(splits, place);
        TrainingRows = new Minibatches(data.Training, settings.BatchSize, rows == SampleRows.Repeat ? samples : 1, Noise);
        ValidationRows = new Minibatches(data.Validation, settings.ValidationBatchSize, 1, Noise);
        if (TrainingRows.Rows < samples)
        {
            throw RowGroups.TooFew(TrainingRows.Rows, samples);
        }

        Model = TModel.Create();
        Model.Context.Noise = Noise;
        Response = (TResponse)TModel.CreateResponse(place.Type, place.Device, Noise);
        TrainingWeights = new ElementaryWeights(TModel.Weights, samples, place.Type, place.Device);
        ValidationWeights = new ElementaryWeights(TModel.Weights, 1, place.Type, place.Device);
        Hyperparameters = new HyperparameterState(THyperparameters.Space, place);
        Displacement = torch.zeros(samples, THyperparameters.Space.Count, dtype: place.Type, device: place.Device).DetachFromDisposeScope();
        Origin = torch.zeros(1, THyperparameters.Space.Count, dtype: place.Type, device: place.Device).DetachFromDisposeScope();
        responseOptimizer = FlatOptimizer.Create(optimizer, Response.Parameters.Values, Response.Parameters.Gradient, settings);
        hyperOptimizer = FlatOptimizer.Create(hyperRule, Hyperparameters.Current, Hyperparameters.Gradient, settings);
    }

    /// <summary>The experiment's numbers.</summary>
    protected ExperimentSettings Settings { get; }

    /// <summary>The annotated class, whose layers read <see cref="TrainingWeights"/> or <see cref="ValidationWeights"/>.</summary>
    protected TModel Model { get; }

    /// <summary>The hypernetwork.</summary>
    protected TResponse Response { get; }

    /// <summary>û and what moves it.</summary>
    protected HyperparameterState Hyperparameters { get; }

    /// <summary>Minibatches of the training split.</summary>
    protected Minibatches TrainingRows { get; }

    /// <summary>Minibatches of the validation split.</summary>
    protected Minibatches ValidationRows { get; }

    /// <summary>Elementary weights of the step's S samples.</summary>
    protected ElementaryWeights TrainingWeights { get; }

    /// <summary>Elementary weights at û.</summary>
    protected ElementaryWeights ValidationWeights { get; }

    /// <summary>The source of everything random.</summary>
    protected Generator Noise { get; }

    /// <summary>The samples' displacements from û, [S, n].</summary>
    protected Tensor Displacement { get; }

    /// <summary>No displacement, [1, n] zeros.</summary>
    protected Tensor Origin { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>One joint step: the hypernetwork's, then, after the warm-up, the hyperparameters'.</summary>
    /// <param name="step">Index of the step, from 0.</param>
    internal void Step(int step)
    {
        rateFactor = Settings.RateFactor(step);
        Keep(ref trainingLoss, TrainHypernetwork());
        if (step >= Settings.WarmupSteps)
        {
            Keep(ref validationLoss, MoveHyperparameters());
        }
    }

    internal (double Training, double? Validation) ReadLosses() => (Read(trainingLoss) ?? double.NaN, Read(validationLoss));

    // Multiply-adds of the largest product: rows by weights in the model, or samples by parameters in the response.
    internal long Work => Math.Max(
        Math.Max(TrainingRows.Rows, ValidationRows.Rows) * TModel.Weights.WeightCount,
        TrainingWeights.Samples * Response.Parameters.Values.NumberOfElements);

    internal double[] ReadNatural() => Hyperparameters.Space.ToNatural(Hyperparameters.Read());

    /// <summary>The validation split where the run computed, which outlives the run from now on.</summary>
    internal Dataset HandOverValidation() => data.HandOverValidation();

    /// <summary>Ends the run: what it learned, without its data and optimizers.</summary>
    internal LearnedResponse<TModel, TTrained, THyperparameters> HandOver()
    {
        handedOver = true;
        return new LearnedResponse<TModel, TTrained, THyperparameters>(Response, Reference().clone().DetachFromDisposeScope(), Hyperparameters.Read());
    }

    /// <summary>The compiled inner half-step: moves φ down the training loss.</summary>
    /// <returns>The training loss.</returns>
    protected abstract Tensor TrainHypernetwork();

    /// <summary>The compiled outer half-step: moves û down the validation loss of the response.</summary>
    /// <returns>The validation loss.</returns>
    protected abstract Tensor MoveHyperparameters();

    /// <summary>The point that the response's displacements are measured from, [1, n].</summary>
    protected abstract Tensor Reference();

    /// <summary>Draws the step's displacements from û, z ~ N(0, σ²), [S, n].</summary>
    protected Tensor Perturb() => Displacement.normal_(0, Settings.PerturbationScale, Noise);

    /// <summary>The displacement of û from where it started, [1, n].</summary>
    protected Tensor DisplaceFromInitial() => Displacement.copy_(Hyperparameters.Current).sub_(Hyperparameters.Initial);

    /// <summary>
    /// The training loss of the weights in <see cref="TrainingWeights"/>, whose gradient it leaves there.
    /// </summary>
    /// <param name="inputs">The minibatch's inputs.</param>
    /// <param name="targets">The minibatch's targets.</param>
    /// <param name="u">The samples' unconstrained hyperparameters, [S, n].</param>
    protected Tensor TrainingLoss(Tensor inputs, Tensor targets, Tensor u)
    {
        Model.Context.Begin(TrainingWeights, u, TrainingRows.Rows, training: true);
        var loss = Model.TrainingLoss(Model.Forward(inputs), targets);
        Model.Context.Backward(loss);
        return loss;
    }

    /// <summary>
    /// The validation loss of the weights in <see cref="ValidationWeights"/>, whose gradient it leaves there.
    /// </summary>
    /// <param name="inputs">The minibatch's inputs.</param>
    /// <param name="targets">The minibatch's targets.</param>
    protected Tensor ValidationLoss(Tensor inputs, Tensor targets)
    {
        Model.Context.Begin(ValidationWeights, Hyperparameters.Current, ValidationRows.Rows, training: false);
        var loss = Model.ValidationLoss(Model.Forward(inputs), targets);
        Model.Context.Backward(loss);
        return loss;
    }

    /// <summary>Moves φ down the gradient of its last pull-back.</summary>
    protected void StepResponse() => responseOptimizer.Step(Settings.LearningRate * rateFactor);

    /// <summary>Moves û down its last hypergradient.</summary>
    protected void StepHyperparameters() => Hyperparameters.Move(hyperOptimizer, Settings.HyperLearningRate * rateFactor);

    /// <summary>Releases everything that was not handed over.</summary>
    /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        if (!handedOver)
        {
            Response.Dispose();
        }

        foreach (var owned in (IDisposable?[])[
            responseOptimizer, hyperOptimizer, Displacement, Origin, Hyperparameters, TrainingWeights, ValidationWeights,
            Model.Context, TrainingRows, ValidationRows, data, trainingLoss, validationLoss, Noise])
        {
            owned?.Dispose();
        }
    }

    private static double? Read(Tensor? loss) => loss is null ? null : HostValues.Read(loss)[0];

    // The loss outlives the step's dispose scope, without its graph, in a tensor that is reused.
    private static void Keep(ref Tensor? kept, Tensor loss)
    {
        using var value = loss.detach();
        if (kept is null)
        {
            kept = value.clone().DetachFromDisposeScope();
        }
        else
        {
            kept.copy_(value);
        }
    }
}
