namespace Hyper.Runtime.Search;

/// <summary>
/// How far below the best value a normal variable is expected to come, counting what lies above as nothing:
/// σ·h(z) with z = (best − μ)/σ and h(z) = φ(z) + z·Φ(z).
/// </summary>
/// <remarks>
/// Its logarithm is what is maximised (Ament et al., 2023): far from any hope of improvement h is zero in double precision, and
/// so would be its gradient. φ(z)·(1 + z·Φ(z)/φ(z)) is computed with the scaled complementary error function instead, and
/// further out by its asymptotic series.
/// </remarks>
internal static class ExpectedImprovement
{
    private const double Near = -1;
    private const double Far = -1e3;

    /// <summary>ln h(z), element by element.</summary>
    public static Tensor LogOfUnit(Tensor z)
    {
        using var scope = torch.NewDisposeScope();
        var density = z.square().mul_(-0.5).sub_(0.5 * Math.Log(2 * Math.PI));
        var direct = (density.exp() + (z * torch.special.ndtr(z))).log_();
        var ratio = Ratio(z.clamp(Far, Near));
        var middle = density + (z * ratio).log1p_();
        var series = density - (z.abs().log_() * 2);
        return torch.where(z > Near, direct, torch.where(z > Far, middle, series)).MoveToOuterDisposeScope();
    }

    /// <summary>ln h(z) and its derivative Φ(z)/h(z).</summary>
    public static (double Value, double Slope) LogOfUnit(double z)
    {
        using var scope = torch.NewDisposeScope();
        var at = torch.tensor([z]);
        var value = LogOfUnit(at).item<double>();
        if (z > Near)
        {
            return (value, torch.special.ndtr(at).item<double>() / Math.Exp(value));
        }

        if (z <= Far)
        {
            return (value, -z);
        }

        var ratio = Ratio(at).item<double>();
        return (value, ratio / (1 + (z * ratio)));
    }

    // Φ(z)/φ(z)
    private static Tensor Ratio(Tensor z) => torch.special.erfcx(z * -Math.Sqrt(0.5)) * Math.Sqrt(Math.PI / 2);
}
