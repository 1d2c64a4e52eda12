using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// Differentiable descent on the training loss from the response's weights, after which the validation loss is taken: the
/// paper's composition of the response with multi-step optimisation. With k steps of rate α,
/// w₀ = w_φ(u) and w_{i+1} = w_i − α·∂L_T(w_i, u)/∂w, the hypergradient of L_V(w_k) is (∂w_φ/∂u)ᵀ·∂L_V/∂w₀ + ∂L_V/∂u,
/// where the second term holds w₀ fixed.
/// </summary>
internal sealed class FineTuning
{
    private readonly IHyperModel model;
    private readonly TracedLosses losses;
    private readonly int steps;
    private readonly double rate;

    public FineTuning(IHyperModel model, ElementaryLayout layout, ExperimentSettings settings)
    {
        this.model = model;
        losses = new TracedLosses(model, layout);
        steps = settings.FineTuningSteps;
        rate = settings.FineTuningRate;
    }

    /// <summary>
    /// Takes the validation loss after the steps. The gradient with respect to the weights before them goes to
    /// <paramref name="weights"/>.
    /// </summary>
    /// <param name="weights">The response's weights, [S, P].</param>
    /// <param name="u">Their unconstrained hyperparameters, [S, n].</param>
    /// <param name="training">Rows of the training split, the same for all steps.</param>
    /// <param name="validation">Rows of the validation split.</param>
    /// <returns>The validation loss, and its gradient with respect to u at fixed weights, [S, n], in the caller's scope.</returns>
    public (Tensor Loss, Tensor? Direct) Differentiate(ElementaryWeights weights, Tensor u, Minibatch training, Minibatch validation)
    {
        var start = weights.Values.detach().clone().requires_grad_();
        var coordinates = u.detach().clone().requires_grad_();
        var w = start;
        for (var i = 0; i < steps; i++)
        {
            var trainingLoss = losses.Training(w, coordinates, training);
            var gradient = torch.autograd.grad([trainingLoss], [w], retain_graph: true, create_graph: true)[0];

            // The loss is a mean over all rows: a sample's own loss is what its share of them is divided by.
            w -= gradient.div(model.Context.RowShares) * Scalars.Of(rate);
        }

        var loss = losses.Validation(w, coordinates, validation);
        var gradients = torch.autograd.grad([loss], [start, coordinates], allow_unused: true);
        weights.Gradient.copy_(gradients[0]);
        return (loss, gradients[1]);
    }
}
