using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Perturbations;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// A run that finds the hypergradient through a hypernetwork. The compiler writes the two half-steps.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
public abstract class ResponseRun<TModel, TTrained, THyperparameters, TResponse> : TuningRun<TModel, TTrained, THyperparameters>
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
    where TResponse : class, ICompiledResponse<TResponse>
{
    private readonly OptimizerKind optimizer;
    private readonly FineTuning? fineTuning;
    private readonly bool antithetic;
    private readonly NormalNumbers perturbations;
    private FlatOptimizer? responseOptimizer;
    private Tensor? directGradient;
    private bool handedOver;

    /// <summary>Allocates everything that the steps need.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="samples">S, hyperparameter samples a step.</param>
    /// <param name="rows">Whether rows are divided among the samples or repeated for each.</param>
    /// <param name="optimizer">The rule that moves the hypernetwork's parameters.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters.</param>
    /// <param name="validationSamples">Hyperparameter samples of an outer half-step.</param>
    /// <param name="antithetic">Whether samples come in pairs of opposite perturbations on the same rows.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    protected ResponseRun(
        DataSplits splits,
        ExperimentSettings settings,
        int samples,
        SampleRows rows,
        OptimizerKind optimizer,
        OptimizerKind hyperRule,
        int validationSamples = 1,
        bool antithetic = false)
        : base(splits, settings, samples, rows, hyperRule, validationSamples, antithetic)
    {
        InnerRule = optimizer;
        this.antithetic = antithetic;
        perturbations = new NormalNumbers(settings.Seed);
        this.optimizer = optimizer;
        Response = TResponse.Create(Place.Type, Place.Device, Noise);
        TrainingWeights = new ElementaryWeights(TModel.Weights, samples, Place.Type, Place.Device);
        ValidationWeights = new ElementaryWeights(TModel.Weights, validationSamples, Place.Type, Place.Device);
        Displacement = torch.zeros(samples, THyperparameters.Space.Count, dtype: Place.Type, device: Place.Device).DetachFromDisposeScope();
        Origin = torch.zeros(1, THyperparameters.Space.Count, dtype: Place.Type, device: Place.Device).DetachFromDisposeScope();
        fineTuning = settings.FineTuningSteps > 0 ? new FineTuning(Model, TModel.Weights, settings) : null;
        TrainShared(optimizer);
    }

    /// <summary>The hypernetwork.</summary>
    protected TResponse Response { get; }

    /// <summary>Elementary weights of the step's S samples.</summary>
    protected ElementaryWeights TrainingWeights { get; }

    /// <summary>Elementary weights that the validation loss is taken at: at û, or at samples around it.</summary>
    protected ElementaryWeights ValidationWeights { get; }

    /// <summary>The samples' displacements from û, [S, n].</summary>
    protected Tensor Displacement { get; }

    /// <summary>No displacement, [1, n] zeros.</summary>
    protected Tensor Origin { get; }

    // What costs most may also be the response, in which each parameter serves each sample once.
    internal override long Work => Math.Max(base.Work, TrainingWeights.Samples * Response.Parameters.Values.NumberOfElements);

    private protected override ResponseShape ResponseShape => TResponse.Shape;

    internal override IReadOnlyList<Tensor> State() => [.. base.State(), Response.Parameters.Values];

    internal override void WriteCurrentWeights(Tensor destination)
    {
        using var scope = torch.NewDisposeScope();
        Response.Respond(Hyperparameters.Current - Reference(), destination);
    }

    internal override LearnedResponse<TModel, TTrained, THyperparameters> HandOver()
    {
        handedOver = true;
        return new LearnedResponse<TModel, TTrained, THyperparameters>(Response, TResponse.Shape, Reference().clone().DetachFromDisposeScope(), Hyperparameters.Read(), Model.Context.State.Clone());
    }

    /// <summary>The point that the response's displacements are measured from, [1, n].</summary>
    protected abstract Tensor Reference();

    /// <summary>Draws the step's displacements from û, z ~ N(0, σ²), [S, n].</summary>
    protected virtual Tensor Perturb()
    {
        Draw(Displacement, Settings.PerturbationScale);
        return Displacement;
    }

    /// <summary>The displacement of û from where it started, [1, n].</summary>
    protected Tensor DisplaceFromInitial() => Hyperparameters.Current - Hyperparameters.Initial;

    /// <summary>
    /// The training loss of the weights in <see cref="TrainingWeights"/>, whose gradient it leaves there.
    /// </summary>
    /// <param name="batch">Rows of the training split.</param>
    /// <param name="u">The samples' unconstrained hyperparameters, [S, n].</param>
    protected Tensor TrainingLoss(Minibatch batch, Tensor u) => DifferentiateTraining(TrainingWeights, u, batch);

    /// <summary>
    /// The validation loss of the weights in <see cref="ValidationWeights"/>, whose gradient it leaves there.
    /// </summary>
    /// <param name="batch">Rows of the validation split.</param>
    protected Tensor ValidationLoss(Minibatch batch) => EvaluateAt(batch, Hyperparameters.Current);

    /// <summary>
    /// The validation loss of the weights in <see cref="ValidationWeights"/>, or of what so many fine-tuning steps on the
    /// training loss make of them, and its gradient with respect to them.
    /// </summary>
    /// <param name="batch">Rows of the validation split.</param>
    /// <param name="u">The unconstrained hyperparameters that the weights belong to, a row for each sample.</param>
    protected Tensor ValidationLoss(Minibatch batch, Tensor u)
    {
        if (fineTuning is null)
        {
            return EvaluateAt(batch, u);
        }

        (var loss, directGradient) = fineTuning.Differentiate(ValidationWeights, u, TrainingRows.Next().First(TrainingRows.BatchSize), batch);
        return loss;
    }

    /// <summary>
    /// Writes the hypergradient of the last <see cref="ValidationLoss(Minibatch, Tensor)"/>: what comes through the response,
    /// and with fine-tuning also what its steps' own training losses contribute.
    /// </summary>
    /// <param name="hidden">What the response returned for the validation weights.</param>
    /// <param name="hypergradient">Where it goes, a row for each sample.</param>
    protected void PullBackToHyperparameters(Tensor hidden, Tensor hypergradient)
    {
        Response.PullBackToHyperparameters(hidden, ValidationWeights.Gradient, hypergradient);
        if (directGradient is { } direct)
        {
            hypergradient.add_(direct, Scalars.Of(1));
            directGradient = null;
        }
    }

    /// <summary>Fills a tensor with a normal number for each sample and hyperparameter value, in pairs where that is asked for.</summary>
    private protected void Draw(Tensor destination, double deviation)
    {
        if (antithetic)
        {
            AntitheticPairs.Draw(destination, deviation, perturbations);
        }
        else
        {
            perturbations.Fill(destination, deviation);
        }

        Hyperparameters.Scale(destination);
    }

    /// <summary>Moves φ down the gradient of its last pull-back.</summary>
    protected void StepResponse()
    {
        // Created when first needed: an algorithm that moves parts of φ by themselves has optimizers of its own.
        CreateResponseOptimizer().Step(Settings.LearningRate * RateFactor);
    }

    // What is shared is the user's own, and cannot be drawn anew.
    private protected override int RestartStep => Model.Context.State.HasModules ? 0 : (int)(Settings.RestartAt * Settings.Steps);

    private protected override void Restart()
    {
        base.Restart();
        using var fresh = TResponse.Create(Place.Type, Place.Device, Noise);
        Response.Parameters.Values.copy_(fresh.Parameters.Values);
        responseOptimizer?.Reset();
    }

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("hypernetwork", Response.Parameters.Values);
        to.Add("response_optimizer", responseOptimizer);
        to.Add("perturbations", perturbations);
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        from.Read("hypernetwork", Response.Parameters.Values);
        if (from.Has("response_optimizer"))
        {
            from.Read("response_optimizer", CreateResponseOptimizer());
        }

        from.Read("perturbations", perturbations);
    }

    /// <summary>An optimizer of the rule that moves φ, or a part of it.</summary>
    private protected FlatOptimizer CreateOptimizer(Tensor values, Tensor gradient) => FlatOptimizer.Create(optimizer, values, gradient, Settings);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!handedOver)
            {
                Response.Dispose();
            }

            foreach (var owned in (IDisposable?[])[responseOptimizer, Displacement, Origin, TrainingWeights, ValidationWeights])
            {
                owned?.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private FlatOptimizer CreateResponseOptimizer() => responseOptimizer ??= FlatOptimizer.Create(optimizer, Response.Parameters, Settings);

    private Tensor EvaluateAt(Minibatch batch, Tensor u) => DifferentiateValidation(ValidationWeights, u, batch);
}
