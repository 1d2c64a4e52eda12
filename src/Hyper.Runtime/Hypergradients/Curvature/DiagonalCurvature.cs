using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>
/// A running diagonal of the Gauss-Newton matrix, with the penalties' own: P numbers. For a linear layer under squared
/// error it is 2·E[x²] and what the penalties add.
/// </summary>
/// <remarks>
/// In linear and convolutional layers (a convolution's positions counted as independent) it is exact for up to 16 outputs a
/// row; elsewhere, and for a problem that is no model, it is Hutchinson's estimate.
/// </remarks>
public sealed class DiagonalCurvature : CurvatureEstimate
{
    private readonly ElementaryLayout? layout;
    private Tensor? inverse;

    /// <summary>Starts without an estimate.</summary>
    /// <param name="layout">The model's elementary weights; null for a problem that is no model.</param>
    /// <param name="damping">δ, 0 or above: added to the diagonal.</param>
    /// <param name="noise">The source of probes; null for the library's own.</param>
    public DiagonalCurvature(ElementaryLayout? layout = null, double damping = 0, Generator? noise = null)
        : base(damping, noise) => this.layout = layout;

    /// <inheritdoc/>
    public override Tensor Solve(Tensor vector) => vector * (inverse ?? throw NotRefreshed());

    /// <inheritdoc/>
    public override CurvatureEstimate Clone()
    {
        var copy = new DiagonalCurvature(layout, Damping) { inverse = inverse?.clone().DetachFromDisposeScope() };
        copy.CopyFrom(this);
        return copy;
    }

    /// <inheritdoc/>
    private protected override void Accumulate(IReadOnlyList<LayerCurvature> layers, double memory)
    {
        // Scaled down already: the sums of all layers are in the one diagonal.
        foreach (var layer in layers)
        {
            var signal = layer.Signals.Aggregate((Tensor?)null, (sum, pair) => sum is null ? pair.First * pair.Second : sum.addcmul_(pair.First, pair.Second, Scalars.Of(1)))!;
            var blocks = signal.t().mm(layer.Inputs.pow(Scalars.Of(2)));
            LayerBlock.Write(layout!, layer.WeightSlot, layer.BiasSlot, blocks, Rest, add: true);
        }
    }

    /// <inheritdoc/>
    private protected override void Prepare(bool refreshed)
    {
        inverse ??= torch.zeros_like(Penalty).DetachFromDisposeScope();
        inverse.copy_(Floored((Rest / Scalars.Of(Weight)).abs_().add_(Penalty, Scalars.Of(1)).add_(Scalars.Of(Damping), Scalars.Of(1))).reciprocal_());
    }

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("inverse", inverse);
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        inverse = from.OwnOrNone("inverse");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inverse?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Keeps a weight without any curvature, such as that of a pixel that is always dark, from being divided by zero.</summary>
    internal static Tensor Floored(Tensor curvature) => torch.maximum(curvature, curvature.mean().mul_(Scalars.Of(1e-6)).clamp_min_(Scalars.Of(1e-30)));
}
