using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>A first-order optimizer over one flat buffer and the flat buffer of its gradient.</summary>
public abstract class FlatOptimizer : IDisposable, IResumable
{
    /// <summary>Binds the optimizer to its buffers.</summary>
    /// <param name="values">What it moves: a dense tensor.</param>
    /// <param name="gradient">Its gradient, of the same shape, type and device.</param>
    /// <exception cref="ArgumentException">The buffers differ in size, type or device, or are not dense.</exception>
    protected FlatOptimizer(Tensor values, Tensor gradient)
    {
        if (values.NumberOfElements != gradient.NumberOfElements || values.dtype != gradient.dtype
            || values.device_type != gradient.device_type || !values.is_contiguous() || !gradient.is_contiguous())
        {
            throw new ArgumentException("An optimizer takes two dense buffers of the same size, type and device.");
        }

        Values = values;
        Gradient = gradient;
    }

    /// <summary>What the optimizer moves.</summary>
    protected Tensor Values { get; }

    /// <summary>Its gradient.</summary>
    protected Tensor Gradient { get; }

    /// <summary>Whether the buffers can be worked on as memory.</summary>
    protected bool IsOnHost => Values.device_type == DeviceType.CPU;

    /// <summary>The optimizer of a rule, bound to its buffers.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="values">What it moves.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="settings">The experiment's numbers, of which it takes the momentum.</param>
    internal static FlatOptimizer Create(OptimizerKind kind, Tensor values, Tensor gradient, ExperimentSettings settings) =>
        kind == OptimizerKind.Sgd
            ? new MomentumOptimizer(values, gradient, settings.Momentum)
            : new AdamOptimizer(values, gradient);

    /// <summary>The optimizer of a rule, bound to the parameters of a hypernetwork.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="parameters">φ, with what is known of its gradient.</param>
    /// <param name="settings">The experiment's numbers, of which it takes the momentum.</param>
    internal static FlatOptimizer Create(OptimizerKind kind, FlatParameters parameters, ExperimentSettings settings) =>
        kind == OptimizerKind.Sgd
            ? new MomentumOptimizer(parameters.Values, parameters.Gradient, settings.Momentum)
            : new AdamOptimizer(parameters);

    /// <summary>Moves the values one step down the gradient.</summary>
    /// <param name="learningRate">The step's learning rate.</param>
    public abstract void Step(double learningRate);

    /// <summary>Moves the values one step down the gradient, with numbers that may be others in each step.</summary>
    /// <param name="numbers">The learning rate, the momentum where the rule has one, and decoupled weight decay.</param>
    internal void Step(UpdateNumbers numbers)
    {
        // Before the step, and so by the values that the gradient was taken at.
        if (numbers.Decay != 0)
        {
            Values.mul_(Scalars.Of(1 - (numbers.Rate * numbers.Decay)));
        }

        Move(numbers);
    }

    /// <summary>The step without the decay.</summary>
    private protected virtual void Move(UpdateNumbers numbers) => Step(numbers.Rate);

    /// <summary>Forgets every step so far.</summary>
    internal abstract void Reset();

    void IResumable.Save(StateWriter to) => Save(to);

    void IResumable.Restore(StateReader from) => Restore(from);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc cref="IResumable.Save"/>
    private protected abstract void Save(StateWriter to);

    /// <inheritdoc cref="IResumable.Restore"/>
    private protected abstract void Restore(StateReader from);

    /// <summary>A buffer for the optimizer's own state, of the shape of the values, zeroed.</summary>
    protected Tensor State() => torch.zeros_like(Values).DetachFromDisposeScope();
}
