using Hyper.Runtime.Checkpoints;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>Gradient descent with heavy-ball momentum: v ← μv + g, and a step of −α·v. With μ = 0, plain descent.</summary>
public sealed class MomentumOptimizer : FlatOptimizer
{
    private readonly double momentum;
    private readonly Tensor? velocity;

    /// <summary>Binds the optimizer to its buffers.</summary>
    /// <param name="values">What it moves: a dense tensor.</param>
    /// <param name="gradient">Its gradient, of the same shape, type and device.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <exception cref="ArgumentException">The buffers differ in size, type or device, or are not dense.</exception>
    public MomentumOptimizer(Tensor values, Tensor gradient, double momentum)
        : base(values, gradient)
    {
        this.momentum = momentum;
        velocity = momentum > 0 ? State() : null;
    }

    /// <inheritdoc/>
    public override void Step(double learningRate) => Move(new UpdateNumbers(learningRate, momentum));

    private protected override void Move(UpdateNumbers numbers)
    {
        if (velocity is null)
        {
            Values.view(-1).add_(Gradient.view(-1), Scalars.Of(-numbers.Rate));
            return;
        }

        velocity.mul_(Scalars.Of(numbers.Momentum)).add_(Gradient, Scalars.Of(1));
        Values.add_(velocity, Scalars.Of(-numbers.Rate));
    }

    /// <inheritdoc/>
    public override void Dispose() => velocity?.Dispose();

    internal override void Reset() => velocity?.zero_();

    private protected override void Save(StateWriter to) => to.Add("velocity", velocity);

    private protected override void Restore(StateReader from)
    {
        if (velocity is not null)
        {
            from.Read("velocity", velocity);
        }
    }
}
