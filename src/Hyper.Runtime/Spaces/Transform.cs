using Hyper.Dsl;

namespace Hyper.Runtime.Spaces;

/// <summary>
/// The map between a hyperparameter's natural value, the one a user reads, and its unconstrained coordinate u, the one
/// that is optimized and fed to the hypernetwork.
/// </summary>
/// <remarks>
/// A scale g (the identity or the exponential) is applied to a bounded coordinate v: λ = g(v). With both bounds
/// v = a + (b − a)·sigmoid(u); with a lower bound v = a + softplus(u); with an upper bound v = b − softplus(−u); with
/// none v = u; a and b are the bounds seen through g⁻¹. Every map is increasing and never reaches a bound.
/// </remarks>
public sealed class Transform
{
    private readonly double lower;
    private readonly double upper;

    /// <summary>Creates the transform.</summary>
    /// <param name="scale">The scale on which the value is searched.</param>
    /// <param name="min">Lower bound of the natural value; negative infinity for none.</param>
    /// <param name="max">Upper bound of the natural value; infinity for none.</param>
    /// <exception cref="HyperDslException">The bounds are upside down, or at or below zero on the logarithmic scale.</exception>
    public Transform(Scale scale, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        if (!(min < max))
        {
            throw new HyperDslException($"A hyperparameter's bounds are upside down: Min is {min}, Max is {max}. Min must be below Max.");
        }

        if (scale == Scale.Log && ((double.IsFinite(min) && min <= 0) || max <= 0))
        {
            throw new HyperDslException($"A logarithmic scale has only values above zero, but Min is {min} and Max is {max}.");
        }

        Scale = scale;
        Min = min;
        Max = max;
        lower = double.IsFinite(min) ? OffScale(min) : double.NegativeInfinity;
        upper = double.IsFinite(max) ? OffScale(max) : double.PositiveInfinity;
    }

    /// <summary>The scale on which the value is searched.</summary>
    public Scale Scale { get; }

    /// <summary>Lower bound of the natural value, never reached.</summary>
    public double Min { get; }

    /// <summary>Upper bound of the natural value, never reached.</summary>
    public double Max { get; }

    /// <summary>Whether the coordinate is the natural value's logarithm and no more.</summary>
    internal bool IsPlainLogarithm => Scale == Scale.Log && !HasLower && !HasUpper;

    private bool HasLower => double.IsFinite(lower);

    private bool HasUpper => double.IsFinite(upper);

    /// <summary>The natural value at an unconstrained coordinate.</summary>
    public double ToNatural(double unconstrained)
    {
        var bounded = (HasLower, HasUpper) switch
        {
            (true, true) => lower + ((upper - lower) * Sigmoid(unconstrained)),
            (true, false) => lower + Softplus(unconstrained),
            (false, true) => upper - Softplus(-unconstrained),
            _ => unconstrained,
        };
        return WithinBounds(OnScale(bounded));
    }

    /// <summary>The derivative of the natural value by the coordinate.</summary>
    internal double SlopeAt(double unconstrained)
    {
        var share = Sigmoid(unconstrained);
        var ofBounded = (HasLower, HasUpper) switch
        {
            (true, true) => (upper - lower) * share * (1 - share),
            (true, false) => share,
            (false, true) => 1 - share,
            _ => 1,
        };
        return Scale == Scale.Log ? ofBounded * ToNatural(unconstrained) : ofBounded;
    }

    /// <summary>The unconstrained coordinate of a natural value.</summary>
    /// <exception cref="HyperDslException">The value is not strictly between the bounds, or not a number.</exception>
    public double ToUnconstrained(double natural)
    {
        if (!double.IsFinite(natural) || !(natural > Min) || !(natural < Max) || (Scale == Scale.Log && natural <= 0))
        {
            var least = Scale == Scale.Log ? Math.Max(0, Min) : Min;
            throw new HyperDslException($"The value {natural} is not strictly between {least} and {Max}.");
        }

        var bounded = OffScale(natural);
        var unconstrained = (HasLower, HasUpper) switch
        {
            (true, true) => Math.Log((bounded - lower) / (upper - bounded)),
            (true, false) => InverseSoftplus(bounded - lower),
            (false, true) => -InverseSoftplus(upper - bounded),
            _ => bounded,
        };

        // Next to a bound rounding leaves no difference to take the logarithm of.
        return double.IsFinite(unconstrained) ? unconstrained : WithinReach(unconstrained);
    }

    /// <summary>The natural values at unconstrained coordinates, element by element; differentiable.</summary>
    /// <param name="unconstrained">Coordinates, of any shape.</param>
    /// <returns>Natural values of the same shape: a new tensor, even where the map is the identity.</returns>
    public Tensor ToNatural(Tensor unconstrained)
    {
        var bounded = (HasLower, HasUpper) switch
        {
            (true, true) => torch.sigmoid(unconstrained).mul(Scalars.Of(upper - lower)).add(Scalars.Of(lower), Scalars.Of(1)),
            (true, false) => torch.nn.functional.softplus(unconstrained).add(Scalars.Of(lower), Scalars.Of(1)),
            (false, true) => torch.nn.functional.softplus(unconstrained.neg()).neg().add(Scalars.Of(upper), Scalars.Of(1)),
            _ => Scale == Scale.Log ? unconstrained : unconstrained.clone(),
        };
        return Scale == Scale.Log ? bounded.exp() : bounded;
    }

    /// <summary>
    /// The unconstrained coordinates of natural values strictly between the bounds, element by element. Best in double
    /// precision: near a bound a coordinate is the logarithm of a small difference.
    /// </summary>
    /// <param name="natural">Natural values, of any shape.</param>
    /// <returns>Coordinates of the same shape, in the caller's dispose scope.</returns>
    public Tensor ToUnconstrained(Tensor natural)
    {
        var bounded = Scale == Scale.Log ? natural.log() : natural.clone();
        return (HasLower, HasUpper) switch
        {
            (true, true) => (bounded - Scalars.Of(lower)).log() - bounded.neg().add(Scalars.Of(upper), Scalars.Of(1)).log(),
            (true, false) => InverseSoftplus(bounded - Scalars.Of(lower)),
            (false, true) => -InverseSoftplus(bounded.neg().add(Scalars.Of(upper), Scalars.Of(1))),
            _ => bounded,
        };

        // ln(eᵛ − 1) = v + ln(1 − e⁻ᵛ), without overflow for large v and without cancellation for small v.
        static Tensor InverseSoftplus(Tensor v) => v.add((-(-v).expm1()).log(), Scalars.Of(1));
    }

    /// <summary>
    /// The coordinate, or where a bound is so near that double precision cannot tell the natural value from it, the last one
    /// where it can.
    /// </summary>
    internal double WithinReach(double unconstrained)
    {
        const double Reach = 30;
        return Math.Clamp(unconstrained, HasLower ? -Reach : double.NegativeInfinity, HasUpper ? Reach : double.PositiveInfinity);
    }

    // Very far out rounding ends on a bound, or beyond all numbers: the last value before it is what a run returns, so that it can be used again.
    private double WithinBounds(double natural)
    {
        var least = Scale == Scale.Log ? Math.Max(0, Min) : Min;
        return natural <= least ? Math.BitIncrement(least) : natural >= Max ? Math.BitDecrement(Max) : natural;
    }

    private static double Sigmoid(double u) => 1 / (1 + Math.Exp(-u));

    // ln(1 + eᵘ), without overflow for large u.
    private static double Softplus(double u) => Math.Max(u, 0) + LogOfOnePlus(Math.Exp(-Math.Abs(u)));

    // ln(1 + x) for x in [0, 1], without cancellation for small x.
    private static double LogOfOnePlus(double x) => x < 1e-5 ? x * (1 - (x * (0.5 - (x / 3)))) : Math.Log(1 + x);

    // ln(eᵛ − 1), without overflow for large v and without cancellation for small v: there eᵛ − 1 = v(1 + v/2 + v²/6 + …).
    private static double InverseSoftplus(double v) =>
        v < 1e-3 ? Math.Log(v) + Math.Log(1 + (v / 2 * (1 + (v / 3 * (1 + (v / 4)))))) : v + Math.Log(-Math.Exp(-v) + 1);

    private double OnScale(double bounded) => Scale == Scale.Log ? Math.Exp(bounded) : bounded;

    private double OffScale(double natural) => Scale == Scale.Log ? Math.Log(natural) : natural;
}
