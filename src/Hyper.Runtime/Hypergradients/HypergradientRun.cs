using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Algorithms;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Hypergradients;

/// <summary>
/// A run without a learned response: it trains plain weights at û and takes the hypergradient from derivatives of the
/// losses. The compiler writes the two half-steps.
/// </summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
public abstract class HypergradientRun<TModel, TTrained, THyperparameters> : TuningRun<TModel, TTrained, THyperparameters>
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private readonly List<IDisposable> owned = [];
    private readonly FlatOptimizer optimizer;

    /// <summary>Allocates the weights, at the standard initialisation.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    protected HypergradientRun(DataSplits splits, ExperimentSettings settings, OptimizerKind optimizer, OptimizerKind hyperRule)
        : base(splits, settings, samples: 1, SampleRows.Divide, hyperRule)
    {
        if (Model.Context.State.HasModules)
        {
            // Their parameters are no part of w, and the Hessian that the hypergradient needs would lack them.
            throw new HyperDslException(
                $"{typeof(TModel).Name} has shared modules, which computed hypergradients leave out. Use an algorithm with a learned response, or conditioned layers.");
        }

        InnerRule = optimizer;
        Trained = Own(new ElementaryWeights(TModel.Weights, 1, Place.Type, Place.Device));
        ResponseInitialization.Standard(Trained.Values, TModel.Weights, Noise);
        this.optimizer = Own(FlatOptimizer.Create(optimizer, Trained.Values, Trained.Gradient, settings));
    }

    /// <summary>w, [P]: a view of the weights being trained.</summary>
    protected Tensor Weights => Trained.Values.view(-1);

    /// <summary>û, [n]: a view.</summary>
    protected Tensor Current => Hyperparameters.Current.view(-1);

    private protected ElementaryWeights Trained { get; }

    // Whatever the family, what it keeps from one step to the next are the weights at û.
    private protected override ResponseShape ResponseShape => ResponseShape.OfPoint(TModel.Weights.WeightCount);

    internal override IReadOnlyList<Tensor> State() => [.. base.State(), Trained.Values];

    internal override void WriteCurrentWeights(Tensor destination) => destination.copy_(Trained.Values);

    internal override LearnedResponse<TModel, TTrained, THyperparameters> HandOver() =>
        new(CreateResponse(), ResponseShape, Hyperparameters.Current.clone().DetachFromDisposeScope(), Hyperparameters.Read(), Model.Context.State.Clone());

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("weights", Trained.Values);
        foreach (var (name, part) in Resumable())
        {
            to.Add(name, part);
        }
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        from.Read("weights", Trained.Values);
        foreach (var (name, part) in Resumable())
        {
            from.Read(name, part);
        }
    }

    // The optimizer, and what the algorithm has of its own: in the order in which the constructors make them, which is always the same.
    private IEnumerable<(string Name, IResumable Part)> Resumable() => owned.OfType<IResumable>().Select((part, index) => ($"part_{index}", part));

    /// <summary>What the run leaves to answer for hyperparameters.</summary>
    private protected virtual IResponse CreateResponse() => new FixedWeights(Trained.Values);

    /// <summary>Disposes of something with the run.</summary>
    /// <returns>The same.</returns>
    protected T Own<T>(T part)
        where T : IDisposable
    {
        owned.Add(part);
        return part;
    }

    /// <summary>The bilevel problem on the next minibatches of both splits.</summary>
    protected ModelProblem NextProblem() => new(Model, TModel.Weights, Hyperparameters.Current, TrainingRows.Next(), ValidationRows.Next());

    /// <summary>The training loss on the next minibatch, as a problem without validation rows.</summary>
    protected ModelProblem NextTrainingProblem() => new(Model, TModel.Weights, Hyperparameters.Current, TrainingRows.Next(), null);

    /// <summary>The validation loss on the next minibatch and its gradient with respect to w.</summary>
    /// <returns>A scalar and [P].</returns>
    protected (Tensor Loss, Tensor Gradient) ValidationGradient()
    {
        var loss = DifferentiateValidation(Trained, Hyperparameters.Current, ValidationRows.Next());
        return (loss, Trained.Gradient.view(-1));
    }

    /// <summary>Moves w one step of its optimizer down the training loss of the next minibatch.</summary>
    /// <returns>The loss before the step, a scalar.</returns>
    protected Tensor Descend()
    {
        var loss = DifferentiateTraining(Trained, Hyperparameters.Current, TrainingRows.Next());
        optimizer.Step(Settings.LearningRate * RateFactor);
        return loss;
    }

    /// <summary>Moves w so many updates down the training losses of the next minibatches, by the rule's numbers at û, and records none.</summary>
    /// <param name="descent">What moves them.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The loss before the last of them, a scalar.</returns>
    protected Tensor Descend(Descent descent, int count = 1)
    {
        var numbers = Rule.At(Rule.Read(Current), RateFactor);
        var loss = Weights;
        for (var update = 0; update < count; update++)
        {
            loss = DifferentiateTraining(Trained, Hyperparameters.Current, TrainingRows.Next(), limited: false);
            descent.Step(Weights, Trained.Gradient.view(-1), numbers);
        }

        return loss;
    }

    /// <summary>Moves w one step of its optimizer against a gradient.</summary>
    /// <param name="gradient">[P].</param>
    protected void Descend(Tensor gradient)
    {
        Trained.Gradient.view(-1).copy_(gradient);
        optimizer.Step(Settings.LearningRate * RateFactor);
    }

    /// <summary>Moves û one step of its optimizer down a hypergradient.</summary>
    /// <param name="hypergradient">[n].</param>
    protected void Follow(Tensor hypergradient)
    {
        Hyperparameters.Gradient.view(-1).copy_(hypergradient);
        StepHyperparameters();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var part in owned)
            {
                part.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
