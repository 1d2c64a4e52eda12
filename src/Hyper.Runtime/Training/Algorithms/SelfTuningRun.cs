using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Perturbations;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// A run whose perturbations have a learned scale (self-tuning, MacKay et al., 2019). The compiler writes the two
/// half-steps; in both the hyperparameters are perturbed.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
/// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
public abstract class SelfTuningRun<TModel, TTrained, THyperparameters, TResponse> : ResponseRun<TModel, TTrained, THyperparameters, TResponse>
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
    where TResponse : class, ICompiledResponse<TResponse>
{
    private readonly PerturbationScale scale;
    private readonly Tensor unitNoise;

    /// <summary>Allocates everything that the steps need.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="rows">Whether rows are divided among the samples or repeated for each, in either half-step.</param>
    /// <param name="optimizer">The rule that moves the hypernetwork's parameters.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters and the perturbation scale.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    protected SelfTuningRun(DataSplits splits, ExperimentSettings settings, SampleRows rows, OptimizerKind optimizer, OptimizerKind hyperRule)
        : base(splits, settings, settings.HyperSamples, rows, optimizer, hyperRule, validationSamples: settings.HyperSamples, antithetic: settings.Antithetic)
    {
        scale = new PerturbationScale(THyperparameters.Space.Count, settings, Place, hyperRule);
        unitNoise = torch.zeros_like(Displacement).DetachFromDisposeScope();
        DisplacementGradient = torch.zeros_like(Displacement).DetachFromDisposeScope();
    }

    /// <summary>The validation loss's gradient with respect to the samples' displacements, [S, n].</summary>
    protected Tensor DisplacementGradient { get; }

    internal override IReadOnlyList<Tensor> State() => [.. base.State(), scale.Raw, scale.Values];

    internal override RunMeasures Measure() => PerturbationScale.MeasuresOf(scale.Read());

    internal override double[]? ReadScale() => scale.Read();

    /// <summary>Draws the step's displacements from û, z = σ⊙ε with ε ~ N(0, 1), [S, n].</summary>
    protected override Tensor Perturb()
    {
        Draw(unitNoise, 1);
        return Displacement.copy_(unitNoise).mul_(scale.Values);
    }

    /// <summary>
    /// Writes the gradients of û and of σ from <see cref="DisplacementGradient"/>: u = û + σ⊙ε, so û has its sum over the
    /// samples and σ its sum with ε, less what the entropy is worth.
    /// </summary>
    protected void PullBackThroughPerturbation()
    {
        Hyperparameters.Gradient.copy_(DisplacementGradient.sum(0, keepdim: true));
        scale.PullBack(DisplacementGradient, unitNoise);
    }

    /// <summary>Moves σ down its last gradient; with folds, the one σ that all have.</summary>
    protected void StepScale()
    {
        var mover = (SelfTuningRun<TModel, TTrained, THyperparameters, TResponse>)Leader;
        if (mover != this)
        {
            mover.scale.Gradient.copy_(scale.Gradient);
        }

        mover.scale.Step(Settings.ScaleLearningRate * RateFactor);
        foreach (var fellow in mover.Fellows)
        {
            var theirs = ((SelfTuningRun<TModel, TTrained, THyperparameters, TResponse>)fellow).scale;
            theirs.Raw.copy_(mover.scale.Raw);
            theirs.Values.copy_(mover.scale.Values);
        }
    }

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("scale", scale);
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        from.Read("scale", scale);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var owned in (IDisposable[])[scale, unitNoise, DisplacementGradient])
            {
                owned.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
