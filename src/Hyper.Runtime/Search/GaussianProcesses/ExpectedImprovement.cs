namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>
/// How far below the best value a normal variable is expected to come, counting what lies above as nothing:
/// σ·h(z) with z = (best − μ)/σ and h(z) = φ(z) + z·Φ(z).
/// </summary>
/// <remarks>
/// Its logarithm is what is maximised (Ament et al., 2023): far from any hope of improvement h is zero in double precision, and
/// so would be its gradient. There it is φ(z)·(1 + z·Φ(z)/φ(z)), and further out φ(z)/z² times a series.
/// </remarks>
internal static class ExpectedImprovement
{
    private const double Near = -1;
    private const double Far = -30;

    /// <summary>ln h(z), element by element.</summary>
    public static Tensor LogOfUnit(Tensor z)
    {
        using var scope = torch.NewDisposeScope();
        var density = LogDensity(z);
        var direct = density.exp().add(z * Distribution(z), Scalars.Of(1)).log_();
        var inside = z.clamp(Scalars.Of(Far), Scalars.Of(Near));
        var middle = density.add((inside * Distribution(inside) / LogDensity(inside).exp()).log1p_(), Scalars.Of(1));
        var outside = z.clamp_max(Scalars.Of(Far));
        var inverse = outside.pow(Scalars.Of(-2));
        var series = density.add((inverse * Series(inverse)).log_(), Scalars.Of(1));
        return torch.where(z > Scalars.Of(Near), direct, torch.where(z > Scalars.Of(Far), middle, series)).MoveToOuterDisposeScope();
    }

    /// <summary>ln h(z) and its derivative Φ(z)/h(z).</summary>
    public static (double Value, double Slope) LogOfUnit(double z)
    {
        var density = (-0.5 * z * z) - (0.5 * Math.Log(2 * Math.PI));
        if (z <= Far)
        {
            // Φ(z) has a series like that of h(z).
            var inverse = 1 / (z * z);
            var below = 1 - (inverse * (1 - (inverse * (3 - (inverse * (15 - (inverse * 105)))))));
            var series = 1 - (inverse * (3 - (inverse * (15 - (inverse * (105 - (inverse * 945)))))));
            return (density + Math.Log(inverse * series), -z * below / series);
        }

        using var scope = torch.NewDisposeScope();
        var share = Distribution(torch.tensor([z])).item<double>();
        var value = z > Near ? Math.Log(Math.Exp(density) + (z * share)) : density + Math.Log(1 + (z * share / Math.Exp(density)));
        return (value, share / Math.Exp(value));
    }

    private static Tensor LogDensity(Tensor z) => z.pow(Scalars.Of(2)).mul_(Scalars.Of(-0.5)).sub_(Scalars.Of(0.5 * Math.Log(2 * Math.PI)));

    // Not special.ndtr, which takes 1 + erf and loses the lower tail.
    private static Tensor Distribution(Tensor z) => torch.special.erfc(z * Scalars.Of(-Math.Sqrt(0.5))).mul_(Scalars.Of(0.5));

    // 1 − 3/z² + 15/z⁴ − 105/z⁶ + 945/z⁸
    private static Tensor Series(Tensor inverse) => ((((((inverse * Scalars.Of(945)) - Scalars.Of(105)) * inverse).add(Scalars.Of(15), Scalars.Of(1)) * inverse) - Scalars.Of(3)) * inverse).add(Scalars.Of(1), Scalars.Of(1));
}
