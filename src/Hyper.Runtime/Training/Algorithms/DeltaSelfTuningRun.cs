using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// A self-tuning run that moves the two parts of φ by themselves (Delta-STN, Bae and Grosse, 2020): the general parameters,
/// which give the weights a at û, and the response parameters, which give what is added to them at a displacement z,
/// v(z) = w_φ(z) − w_φ(0). The compiler writes the two half-steps.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
public abstract class DeltaSelfTuningRun<TModel, TTrained, THyperparameters, TResponse> : SelfTuningRun<TModel, TTrained, THyperparameters, TResponse>
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
    where TResponse : class, ICompiledResponse<TResponse>
{
    private readonly ParameterPart general;
    private readonly ParameterPart response;
    private readonly LinearizedTraining? linearized;

    /// <summary>Allocates everything that the steps need.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="rows">Whether rows are divided among the samples or repeated for each, in either half-step.</param>
    /// <param name="optimizer">The rule that moves the hypernetwork's parameters.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters and the perturbation scale.</param>
    /// <exception cref="HyperDslException">
    /// A setting is out of range, the device cannot be had, the data are unusable, or the response family does not tell its
    /// general parameters apart.
    /// </exception>
    protected DeltaSelfTuningRun(DataSplits splits, ExperimentSettings settings, SampleRows rows, OptimizerKind optimizer, OptimizerKind hyperRule)
        : base(splits, settings, rows, optimizer, hyperRule)
    {
        var parameters = Response.Parameters;
        if (Response.General.Count == 0)
        {
            throw new HyperDslException($"{typeof(TModel).Name}'s response family does not tell its general parameters apart, which DeltaSelfTuning moves by themselves. Use another family or SelfTuning.");
        }

        general = new ParameterPart(parameters.Values, parameters.Gradient, Response.General, CreateOptimizer);
        response = new ParameterPart(
            parameters.Values, parameters.Gradient, FlatRanges.Rest(Response.General, parameters.Values.NumberOfElements), CreateOptimizer);
        linearized = settings.Linearized ? new LinearizedTraining(Model, TModel.Weights) : null;
        GeneralWeights = new ElementaryWeights(TModel.Weights, 1, Place.Type, Place.Device);
        var samples = settings.HyperSamples;
        WithOrigin = Zeros(samples + 1, THyperparameters.Space.Count);
        ResponseWeights = Zeros(samples + 1, TModel.Weights.WeightCount);
        ResponseGradient = Zeros(samples + 1, TModel.Weights.WeightCount);

        Tensor Zeros(long height, long width) => torch.zeros(height, width, dtype: Place.Type, device: Place.Device).DetachFromDisposeScope();
    }

    /// <summary>Elementary weights at û, with the gradient that the general parameters follow.</summary>
    protected ElementaryWeights GeneralWeights { get; }

    /// <summary>The samples' displacements, and below them no displacement, [S + 1, n].</summary>
    protected Tensor WithOrigin { get; }

    /// <summary>The response to <see cref="WithOrigin"/>, [S + 1, P].</summary>
    protected Tensor ResponseWeights { get; }

    /// <summary>The gradient with respect to <see cref="ResponseWeights"/>, [S + 1, P].</summary>
    protected Tensor ResponseGradient { get; }

    /// <summary>Draws the step's displacements, and puts no displacement below them.</summary>
    /// <returns>z, [S, n].</returns>
    protected Tensor PerturbWithOrigin()
    {
        var z = Perturb();
        WithOrigin.narrow(0, 0, z.shape[0]).copy_(z);
        return z;
    }

    /// <summary>The training loss of <see cref="GeneralWeights"/> at û, whose gradient it leaves there.</summary>
    /// <param name="batch">Rows of the training split.</param>
    protected Tensor GeneralLoss(Minibatch batch) =>
        DifferentiateTraining(GeneralWeights, Hyperparameters.Current, batch.First(TrainingRows.BatchSize));

    /// <summary>
    /// Takes the training loss at the samples with the weights at û held fixed, and leaves its gradient in
    /// <see cref="ResponseGradient"/>: with g for w_φ(z), w_φ(0) has −Σg, because only the difference of the two counts.
    /// </summary>
    /// <param name="batch">Rows of the training split.</param>
    /// <param name="z">The samples' displacements, [S, n].</param>
    protected void DifferentiateResponse(Minibatch batch, Tensor z)
    {
        var samples = z.shape[0];
        TrainingWeights.Values.copy_(ResponseWeights.narrow(0, 0, samples));
        if (linearized is null)
        {
            // What is shared has the gradient of the samples alone, not that of the weights at û on top.
            ForgetShared();
            TrainingLoss(batch, Hyperparameters.At(z));
        }
        else
        {
            linearized.Differentiate(TrainingWeights, ResponseWeights.narrow(0, samples, 1), Hyperparameters.At(z), batch);
        }

        ResponseGradient.narrow(0, 0, samples).copy_(TrainingWeights.Gradient);
        ResponseGradient.narrow(0, samples, 1).copy_(TrainingWeights.Gradient.sum(0, keepdim: true)).neg_();
    }

    /// <summary>Moves the general parameters down the gradient of the last pull-back.</summary>
    protected void StepGeneralParameters() => general.Step(Settings.LearningRate * RateFactor);

    /// <summary>Moves the response parameters down the gradient of the last pull-back.</summary>
    protected void StepResponseParameters() => response.Step(Settings.LearningRate * RateFactor);

    private protected override void Restart()
    {
        base.Restart();
        general.Reset();
        response.Reset();
    }

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("general_optimizer", general);
        to.Add("response_part_optimizer", response);
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        from.Read("general_optimizer", general);
        from.Read("response_part_optimizer", response);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var owned in (IDisposable?[])[general, response, GeneralWeights, WithOrigin, ResponseWeights, ResponseGradient])
            {
                owned?.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
