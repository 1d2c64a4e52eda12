using Hyper.Dsl;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Spaces;

/// <summary>The fixed distribution p(λ) that global training draws the values of one hyperparameter from.</summary>
public sealed record HyperparameterPrior
{
    // How close to its ends a share of a range may come: there an unconstrained coordinate is infinite.
    private const double Edge = 1e-9;

    private HyperparameterPrior(Prior kind, double deviation, double min, double max)
    {
        Kind = kind;
        Deviation = deviation;
        Min = min;
        Max = max;
    }

    /// <summary>Its form.</summary>
    public Prior Kind { get; }

    /// <summary>Standard deviation of a normal prior, in the unconstrained coordinate.</summary>
    public double Deviation { get; }

    /// <summary>Lower end of a uniform or log-uniform prior, a natural value.</summary>
    public double Min { get; }

    /// <summary>Upper end of a uniform or log-uniform prior, a natural value.</summary>
    public double Max { get; }

    /// <summary>The prior of a hyperparameter that has none of its own.</summary>
    public static HyperparameterPrior Default { get; } = Normal(ExperimentDefaults.PriorDeviation);

    /// <summary>Normal in the unconstrained coordinate, around the initial value.</summary>
    /// <param name="deviation">Its standard deviation, above 0.</param>
    /// <exception cref="HyperDslException">The deviation is not a finite number above 0.</exception>
    public static HyperparameterPrior Normal(double deviation) => double.IsFinite(deviation) && deviation > 0
        ? new(Prior.Normal, deviation, double.NaN, double.NaN)
        : throw new HyperDslException(FormattableString.Invariant($"PriorDeviation is {deviation}; it must be a finite number above 0."));

    /// <summary>Uniform in the natural value.</summary>
    /// <param name="min">Lower end.</param>
    /// <param name="max">Upper end.</param>
    /// <exception cref="HyperDslException">The ends are upside down or not finite.</exception>
    public static HyperparameterPrior Uniform(double min, double max) => new(Prior.Uniform, double.NaN, Checked(min, max), max);

    /// <summary>Uniform in the logarithm of the natural value.</summary>
    /// <param name="min">Lower end, above 0.</param>
    /// <param name="max">Upper end.</param>
    /// <exception cref="HyperDslException">The ends are upside down, not finite, or at or below 0.</exception>
    public static HyperparameterPrior LogUniform(double min, double max) => min > 0
        ? new(Prior.LogUniform, double.NaN, Checked(min, max), max)
        : throw new HyperDslException(FormattableString.Invariant($"A log-uniform prior lies above 0, but starts at {min}."));

    /// <summary>Draws unconstrained coordinates.</summary>
    /// <param name="destination">Where they go, of any shape.</param>
    /// <param name="transform">The hyperparameter's transform.</param>
    /// <param name="initial">Its initial natural value.</param>
    /// <param name="noise">The source of randomness.</param>
    public void Sample(Tensor destination, Transform transform, double initial, Generator noise)
    {
        if (Kind == Prior.Normal)
        {
            destination.FillNormal(transform.ToUnconstrained(initial), Deviation, noise);
            return;
        }

        using var scope = torch.NewDisposeScope();

        // In double precision: near a bound the coordinate is the logarithm of a small difference.
        var share = Draws.Uniform(destination.shape, ScalarType.Float64, destination.device, noise).clamp_(Scalars.Of(Edge), Scalars.Of(1 - Edge));
        var natural = Kind == Prior.Uniform
            ? share.mul_(Scalars.Of(Max - Min)).add_(Scalars.Of(Min), Scalars.Of(1))
            : share.mul_(Scalars.Of(Math.Log(Max / Min))).add_(Scalars.Of(Math.Log(Min)), Scalars.Of(1)).exp_();
        destination.copy_(transform.ToUnconstrained(natural));
    }

    /// <summary>The unconstrained coordinate below which a share of the prior lies.</summary>
    /// <param name="share">From 0 to 1; as near to the ends as the prior is drawn.</param>
    /// <param name="transform">The hyperparameter's transform.</param>
    /// <param name="initial">Its initial natural value.</param>
    internal double Quantile(double share, Transform transform, double initial)
    {
        var inside = Math.Clamp(share, Edge, 1 - Edge);
        return Kind switch
        {
            Prior.Normal => transform.WithinReach(transform.ToUnconstrained(initial) + (Deviation * StandardNormal.Quantile(inside))),
            Prior.Uniform => transform.ToUnconstrained(Min + ((Max - Min) * inside)),
            _ => transform.ToUnconstrained(Math.Exp(Math.Log(Min) + (Math.Log(Max / Min) * inside))),
        };
    }

    private static double Checked(double min, double max) => double.IsFinite(min) && double.IsFinite(max) && min < max
        ? min
        : throw new HyperDslException(FormattableString.Invariant($"A prior's ends are upside down or not finite: {min} and {max}."));
}
