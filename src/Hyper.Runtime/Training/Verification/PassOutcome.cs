using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Training.Verification;

/// <summary>What one way to differentiate a pass gave: copies, but for the loss.</summary>
/// <param name="Loss">A scalar.</param>
/// <param name="Gradient">Of the weights, [S, P].</param>
/// <param name="Shared">Of each parameter of the shared modules; null where it has none.</param>
internal sealed record PassOutcome(Tensor Loss, Tensor Gradient, IReadOnlyList<Tensor?> Shared)
{
    /// <summary>Takes a pass, and keeps nothing of it but what it gave.</summary>
    /// <param name="differentiate">Gives the loss, and leaves the gradients with the weights and the shared modules.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="state">What the model has beside them.</param>
    public static PassOutcome Of(Func<Tensor> differentiate, ElementaryWeights weights, ModelState state)
    {
        using var scope = torch.NewDisposeScope();
        return new(
            differentiate().detach().MoveToOuterDisposeScope(),
            weights.Gradient.clone().MoveToOuterDisposeScope(),
            [.. state.SharedParameters.Select(parameter => parameter.grad?.clone().MoveToOuterDisposeScope())]);
    }
}
