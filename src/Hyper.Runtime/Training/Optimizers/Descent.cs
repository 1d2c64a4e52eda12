using Hyper.Runtime.Checkpoints;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>
/// Gradient descent with momentum and decoupled weight decay whose numbers may be others in each step: v ← μv + g, w ← w − α(v + λw). Its state is v.
/// </summary>
public sealed class Descent : IDisposable, IResumable
{
    private Tensor? velocity;

    /// <summary>Makes one step.</summary>
    /// <param name="weights">w, [P]; moved in place.</param>
    /// <param name="gradient">g, [P].</param>
    /// <param name="numbers">α, μ and λ.</param>
    public void Step(Tensor weights, Tensor gradient, UpdateNumbers numbers)
    {
        VelocityOf(weights).mul_(Scalars.Of(numbers.Momentum)).add_(gradient, Scalars.Of(1));
        if (numbers.Decay != 0)
        {
            weights.mul_(Scalars.Of(1 - (numbers.Rate * numbers.Decay)));
        }

        weights.add_(velocity!, Scalars.Of(-numbers.Rate));
    }

    /// <summary>v as it is, [P]; zero before the first step.</summary>
    /// <param name="weights">w, which it is of the shape of.</param>
    internal Tensor VelocityOf(Tensor weights) => velocity ??= torch.zeros_like(weights).DetachFromDisposeScope();

    void IResumable.Save(StateWriter to) => to.Add("velocity", velocity);

    void IResumable.Restore(StateReader from) => velocity = from.OwnOrNone("velocity");

    /// <inheritdoc/>
    public void Dispose() => velocity?.Dispose();
}
