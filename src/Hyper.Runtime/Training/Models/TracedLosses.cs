using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Batches;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// A model's training and validation loss as functions of the flat elementary weights and the unconstrained
/// hyperparameters, differentiable any number of times with respect to both.
/// </summary>
/// <remarks>For hypergradients that need second derivatives; everything is created in the caller's dispose scope.</remarks>
public sealed class TracedLosses
{
    private readonly IHyperModel model;
    private readonly ElementaryLayout layout;

    /// <summary>Wraps a model.</summary>
    /// <param name="model">The annotated class; its context's noise is what draws masks.</param>
    /// <param name="layout">Its elementary weights.</param>
    public TracedLosses(IHyperModel model, ElementaryLayout layout)
    {
        this.model = model;
        this.layout = layout;
    }

    /// <summary>L_T(w, u) on a minibatch.</summary>
    /// <param name="weights">w, [P] or [S, P].</param>
    /// <param name="unconstrained">u, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    /// <returns>A scalar.</returns>
    public Tensor Training(Tensor weights, Tensor unconstrained, Minibatch batch) =>
        model.TrainingPass(new TracedWeights(layout, weights), unconstrained, batch);

    /// <summary>L_V(w) on a minibatch.</summary>
    /// <param name="weights">w, [P] or [1, P].</param>
    /// <param name="unconstrained">u, [1, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="batch">Rows of the validation split.</param>
    /// <returns>A scalar.</returns>
    public Tensor Validation(Tensor weights, Tensor unconstrained, Minibatch batch) =>
        model.ValidationPass(new TracedWeights(layout, weights), unconstrained, batch.Inputs, batch.Targets);
}
