namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// What a response a + bδ to perturbations δ ~ N(0, σ²) around u converges to on one weight of the diagonal problem, whose
/// training loss is (w − z)² + exp(u + δ)w². With c = exp(u + σ²/2): E exp(u + δ) = c, E exp(u + δ)δ = cσ² and
/// E exp(u + δ)δ² = c(σ² + σ⁴).
/// </summary>
internal static class DiagonalLine
{
    /// <summary>Both trained on the perturbed loss: [[1 + c, cσ²], [cσ², σ² + c(σ² + σ⁴)]]·[a, b]ᵀ = [z, 0]ᵀ, by Cramer's rule (answer 7).</summary>
    public static (double A, double B) Joint(double u, double sigma, double z)
    {
        var c = Math.Exp(u + (sigma * sigma / 2));
        var off = c * sigma * sigma;
        var second = (sigma * sigma) + (c * ((sigma * sigma) + Math.Pow(sigma, 4)));
        var determinant = ((1 + c) * second) - (off * off);
        return (z * second / determinant, -z * off / determinant);
    }

    /// <summary>a trained without perturbation, b with a held fixed: a = z/(1 + exp u), and the second row of the above for b.</summary>
    public static (double A, double B) Delta(double u, double sigma, double z)
    {
        var c = Math.Exp(u + (sigma * sigma / 2));
        var a = z / (1 + Math.Exp(u));
        return (a, -c * a / (1 + (c * (1 + (sigma * sigma)))));
    }

    /// <summary>
    /// Where self-tuning rests on L_V = (w − t)²: E L_V = (a − t)² + b²σ², so û makes a = t, and σ, which also earns
    /// τ·ln σ, is at σ² = τ/(2b²).
    /// </summary>
    public static (double U, double Sigma) RestingPoint(Func<double, double, double, (double A, double B)> line, double z, double t, double entropyWeight)
    {
        var (u, sigma) = (0.0, 0.2);
        for (var i = 0; i < 200; i++)
        {
            // a falls with u: bisection.
            var (low, high) = (-10.0, 10.0);
            for (var j = 0; j < 60; j++)
            {
                u = (low + high) / 2;
                (low, high) = line(u, sigma, z).A / t > 1 ? (u, high) : (low, u);
            }

            sigma = Math.Sqrt(entropyWeight / 2) / Math.Abs(line(u, sigma, z).B);
        }

        return (u, sigma);
    }
}
