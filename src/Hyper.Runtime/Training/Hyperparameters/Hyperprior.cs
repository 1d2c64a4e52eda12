using Hyper.Runtime.Host;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;

namespace Hyper.Runtime.Training.Hyperparameters;

/// <summary>
/// The hyperprior of a space, the paper's hyper-regularisation: Σ ½κ(u − u₀)² beside the validation loss, with a κ for
/// each hyperparameter. Its gradient κ(u − u₀) is written out and belongs to every algorithm's hypergradient.
/// </summary>
internal sealed class Hyperprior : IDisposable
{
    private readonly Tensor precision;
    private readonly Tensor centre;

    private Hyperprior(Tensor precision, Tensor centre)
    {
        this.precision = precision;
        this.centre = centre;
    }

    /// <summary>The hyperprior, or null where no hyperparameter has one.</summary>
    public static Hyperprior? Of(HyperparameterSpace space, RunPlace place)
    {
        if (space.Hyperparameters.All(info => info.Hyperprior == 0))
        {
            return null;
        }

        var precision = space.Hyperparameters.SelectMany(info => Enumerable.Repeat(info.Hyperprior, info.Count)).ToArray();
        return new Hyperprior(Kept(precision, place), Kept(space.InitialUnconstrained(), place));
    }

    /// <summary>Adds κ(u − u₀) to a hypergradient.</summary>
    /// <param name="unconstrained">u, [1, n].</param>
    /// <param name="gradient">The hypergradient, [1, n], changed in place.</param>
    public void AddGradient(Tensor unconstrained, Tensor gradient)
    {
        using var displacement = unconstrained - centre;
        gradient.addcmul_(precision, displacement, Scalars.Of(1));
    }

    public void Dispose()
    {
        precision.Dispose();
        centre.Dispose();
    }

    private static Tensor Kept(double[] values, RunPlace place) =>
        HostValues.Row(values, place.Type, place.Device).DetachFromDisposeScope();
}
