using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Host;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Perturbations;

/// <summary>
/// The learned perturbation scale of self-tuning (MacKay et al., 2019): σ = softplus(ρ), one for each hyperparameter value.
/// It moves down E_ε[L_V(w_φ(û + σ⊙ε))] − τ·Σ ln(σ√(2πe)): the second term is the entropy of the perturbations, which
/// keeps them from shrinking to nothing.
/// </summary>
internal sealed class PerturbationScale : IDisposable, IResumable
{
    // ln √(2πe): the entropy of a normal distribution of unit variance.
    private static readonly double entropyOfUnit = 0.5 * Math.Log(2 * Math.PI * Math.E);

    private static readonly Transform softplus = new(Scale.Linear, min: 0);

    private readonly Tensor raw;
    private readonly Tensor gradient;
    private readonly FlatOptimizer optimizer;
    private readonly double entropyWeight;

    /// <summary>Starts at the settings' scale everywhere.</summary>
    public PerturbationScale(int count, ExperimentSettings settings, RunPlace place, OptimizerKind rule)
    {
        raw = torch.full([1, count], Scalars.Of(softplus.ToUnconstrained(settings.PerturbationScale)), dtype: place.Type, device: place.Device).DetachFromDisposeScope();
        gradient = torch.zeros_like(raw).DetachFromDisposeScope();
        Values = torch.full_like(raw, Scalars.Of(settings.PerturbationScale)).DetachFromDisposeScope();
        optimizer = FlatOptimizer.Create(rule, raw, gradient, settings);
        entropyWeight = settings.EntropyWeight;
    }

    /// <summary>σ, [1, n].</summary>
    public Tensor Values { get; }

    /// <summary>ρ, [1, n].</summary>
    internal Tensor Raw => raw;

    /// <summary>∂/∂ρ of the objective, [1, n].</summary>
    internal Tensor Gradient => gradient;

    /// <summary>Writes ρ's gradient: Σ_s g_s⊙ε_s⊙sigmoid(ρ) − τ·sigmoid(ρ)/σ.</summary>
    /// <param name="displacementGradient">g, the validation loss's gradient with respect to the displacements σ⊙ε, [S, n].</param>
    /// <param name="noise">ε, [S, n].</param>
    public void PullBack(Tensor displacementGradient, Tensor noise)
    {
        using var scope = torch.NewDisposeScope();
        var ofScale = (displacementGradient * noise).sum(0, keepdim: true).sub_(Values.reciprocal().mul_(Scalars.Of(entropyWeight)));
        gradient.copy_(ofScale).mul_(raw.sigmoid());
    }

    /// <summary>Moves σ down its last gradient.</summary>
    public void Step(double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        optimizer.Step(learningRate);
        Values.copy_(softplus.ToNatural(raw));
    }

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        to.Add("raw", raw);
        to.Add("values", Values);
        to.Add("optimizer", optimizer);
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        from.Read("raw", raw);
        from.Read("values", Values);
        from.Read("optimizer", optimizer);
    }

    /// <summary>Reads σ back.</summary>
    public double[] Read() => HostValues.Read(Values);

    /// <summary>The measures of scales that were read back.</summary>
    public static RunMeasures MeasuresOf(double[] scales) => new()
    {
        Scale = scales.Average(),
        Entropy = scales.Sum(scale => Math.Log(scale) + entropyOfUnit),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in (IDisposable[])[optimizer, raw, gradient, Values])
        {
            owned.Dispose();
        }
    }
}
