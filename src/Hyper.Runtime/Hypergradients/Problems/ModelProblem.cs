using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Hypergradients.Problems;

/// <summary>The bilevel problem of a model on a training and a validation minibatch.</summary>
public sealed class ModelProblem : BilevelProblem
{
    private readonly TracedLosses losses;
    private readonly Tensor unconstrained;
    private readonly Minibatch? validation;

    /// <summary>Puts a model and its rows together.</summary>
    /// <param name="model">The annotated class; its context's noise is what draws masks.</param>
    /// <param name="layout">Its elementary weights.</param>
    /// <param name="unconstrained">û, [1, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="training">Rows of the training split.</param>
    /// <param name="validation">Rows of the validation split; null where only the training loss is asked for.</param>
    public ModelProblem(IHyperModel model, ElementaryLayout layout, Tensor unconstrained, Minibatch training, Minibatch? validation)
    {
        losses = new TracedLosses(model, layout);
        this.unconstrained = unconstrained;
        this.validation = validation;
        Model = model;
        Layout = layout;
        Training = training;
    }

    /// <summary>The model.</summary>
    public IHyperModel Model { get; }

    /// <summary>Its elementary weights.</summary>
    public ElementaryLayout Layout { get; }

    /// <summary>Rows of the training split.</summary>
    public Minibatch Training { get; }

    /// <inheritdoc/>
    public override Tensor TrainingLoss(Tensor weights, Tensor unconstrained) => losses.Training(weights, unconstrained.view(1, -1), Training);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The problem was made without validation rows.</exception>
    public override Tensor ValidationLoss(Tensor weights) => losses.Validation(
        weights, unconstrained, validation ?? throw new InvalidOperationException("This problem has no validation rows."));
}
