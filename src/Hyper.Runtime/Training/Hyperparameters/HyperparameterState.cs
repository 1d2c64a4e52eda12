using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Host;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Optimizers;

namespace Hyper.Runtime.Training.Hyperparameters;

/// <summary>The current hyperparameters û of a run, in unconstrained coordinates, and what moves them.</summary>
public sealed class HyperparameterState : IDisposable, IResumable
{
    private readonly Hyperprior? hyperprior;
    private readonly Pooling? pooling;
    private readonly Tensor? steps;
    private readonly Tensor? perturbations;
    private Tensor? at;

    /// <summary>Starts at the space's initial values.</summary>
    /// <param name="space">The space.</param>
    /// <param name="place">Where û lives.</param>
    /// <param name="pooling">What holds the values together; null for nothing.</param>
    /// <param name="fixedNames">The names of the hyperparameters that stay where they are, with commas between them; null for none.</param>
    /// <exception cref="HyperDslException">A name is unknown, or all stay.</exception>
    internal HyperparameterState(HyperparameterSpace space, RunPlace place, Pooling? pooling = null, string? fixedNames = null)
    {
        steps = FixedHyperparameters.FactorsOf(space, fixedNames, info => info.RateFactor, place.Type, place.Device);
        perturbations = FixedHyperparameters.FactorsOf(space, fixedNames, info => info.PerturbationFactor, place.Type, place.Device);
        this.pooling = pooling;
        Space = space;
        Current = HostValues.Row(space.InitialUnconstrained(), place.Type, place.Device).DetachFromDisposeScope();
        Initial = Current.clone().DetachFromDisposeScope();
        Gradient = torch.zeros_like(Current).DetachFromDisposeScope();
        LastStep = torch.zeros_like(Current).DetachFromDisposeScope();
        hyperprior = Hyperprior.Of(space, place);
    }

    /// <summary>The hyperparameter space.</summary>
    public HyperparameterSpace Space { get; }

    /// <summary>û, [1, n].</summary>
    public Tensor Current { get; }

    /// <summary>u₀, where û started, [1, n].</summary>
    public Tensor Initial { get; }

    /// <summary>The hypergradient, [1, n]: what a pull-back writes and <see cref="Move"/> follows.</summary>
    public Tensor Gradient { get; }

    /// <summary>How far the last step moved û, [1, n].</summary>
    public Tensor LastStep { get; }

    /// <summary>û + z, [S, n].</summary>
    /// <param name="displacement">z, [S, n].</param>
    /// <returns>A buffer of the state's own: the next call overwrites it.</returns>
    public Tensor At(Tensor displacement)
    {
        // Tensors of millions of numbers that come and go cost more in fresh pages than in arithmetic.
        if (at is null || at.size(0) != displacement.size(0))
        {
            at?.Dispose();
            at = torch.empty_like(displacement).DetachFromDisposeScope();
        }

        return at.copy_(displacement).add_(Current, Scalars.Of(1));
    }

    /// <summary>Moves û down the hypergradient, to which it adds those of the hyperprior and of the pooling, if there are any.</summary>
    /// <param name="optimizer">An optimizer over <see cref="Current"/> and <see cref="Gradient"/>.</param>
    /// <param name="learningRate">The step's learning rate.</param>
    public void Move(FlatOptimizer optimizer, double learningRate)
    {
        hyperprior?.AddGradient(Current, Gradient);
        pooling?.AddGradient(Current, Gradient);
        LastStep.copy_(Current);
        optimizer.Step(learningRate);
        if (steps is not null)
        {
            // The step itself: an optimizer that scales gradients would make up for a factor on them. From where it was, so that what stays does so to the last bit.
            Current.sub_(LastStep).mul_(steps).add_(LastStep, Scalars.Of(1));
        }

        LastStep.sub_(Current).neg_();
    }

    /// <summary>Gives perturbations the factors of their hyperparameters: of what stays where it is there are none.</summary>
    /// <param name="rows">[S, n].</param>
    internal void Scale(Tensor rows)
    {
        if (perturbations is not null)
        {
            rows.mul_(perturbations);
        }
    }

    /// <summary>Puts û, and where it started, elsewhere.</summary>
    internal void StartFrom(double[] unconstrained)
    {
        using var row = HostValues.Row(unconstrained, Current.dtype, Current.device);
        foreach (var place in (Tensor[])[Current, Initial])
        {
            place.copy_(row);
        }
    }

    void IResumable.Save(StateWriter to)
    {
        to.Add("current", Current);
        to.Add("initial", Initial);
        to.Add("last_step", LastStep);
    }

    void IResumable.Restore(StateReader from)
    {
        from.Read("current", Current);
        from.Read("initial", Initial);
        from.Read("last_step", LastStep);
    }

    /// <summary>Reads û back.</summary>
    internal double[] Read() => HostValues.Read(Current);

    /// <inheritdoc/>
    public void Dispose()
    {
        hyperprior?.Dispose();
        foreach (var tensor in (Tensor?[])[Current, Initial, Gradient, LastStep, at, steps, perturbations])
        {
            tensor?.Dispose();
        }
    }
}
