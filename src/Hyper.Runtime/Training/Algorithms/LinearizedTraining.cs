using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Algorithms;

/// <summary>
/// The training loss at outputs linearised in the perturbation (Bae and Grosse, 2020): with weights a at û and
/// v = w_φ(û + z) − a, the outputs are f(a) + J·v, where J = ∂f/∂w at a. What the loss reads beside the outputs it reads at
/// û + z and a + v.
/// </summary>
/// <remarks>
/// There is no forward mode: J·v is had in reverse. The pull-back Jᵀy is linear in y, so pulling v back through it gives J·v.
/// </remarks>
internal sealed class LinearizedTraining
{
    private readonly IHyperModel model;
    private readonly ElementaryLayout layout;

    public LinearizedTraining(IHyperModel model, ElementaryLayout layout)
    {
        this.model = model;
        this.layout = layout;
    }

    /// <summary>Takes the loss and leaves its gradient with respect to the perturbed weights with them: Jᵀδ, and that of the penalties.</summary>
    /// <param name="perturbed">a + v, [S, P].</param>
    /// <param name="center">a, [1, P].</param>
    /// <param name="u">The samples' unconstrained hyperparameters, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    /// <returns>The loss, a scalar.</returns>
    public Tensor Differentiate(ElementaryWeights perturbed, Tensor center, Tensor u, Minibatch batch)
    {
        var a = center.detach().expand(perturbed.Values.shape).clone().requires_grad_();
        var outputs = PassNet.Take(model.Context, (batch.Inputs, batch.Targets), Forward);
        var linear = outputs.detach();
        if (outputs.requires_grad)
        {
            var any = torch.zeros_like(linear).requires_grad_();
            var pulled = torch.autograd.grad([outputs], [a], [any], retain_graph: true, create_graph: true)[0];
            var change = torch.autograd.grad([pulled], [any], [perturbed.Values - center], retain_graph: true)[0];
            linear = linear.add(change.detach(), Scalars.Of(1)).requires_grad_();
        }

        model.Context.Continue(perturbed);
        var loss = PassNet.Take(model.Context, rows: null, () => model.TrainingLoss(linear, batch.Targets));
        model.Context.Backward(loss);
        if (linear.grad is { } delta)
        {
            perturbed.Gradient.add_(torch.autograd.grad([outputs], [a], [delta])[0], Scalars.Of(1));
        }

        return loss;

        Tensor Forward()
        {
            model.Context.Begin(new TracedWeights(layout, a), u, batch.Rows, training: true, batch.Examples);
            return model.Forward(batch.Inputs);
        }
    }
}
